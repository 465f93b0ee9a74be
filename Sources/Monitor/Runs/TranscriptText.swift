import FoundationEssentials
import Probes
import Results
import Transport

/// A transcript as it is kept, `quintet.transcript/1`: a line of JSON with what it is of, then one a frame.
///
/// ```
/// {"attempt":1,"contract":"agent-run",…,"schema":"quintet.transcript/1","truncated":false}
/// {"direction":"received","offset":0.0123,"opcode":"text","payload":"{…}","size":181}
/// ```
struct TranscriptText {
    /// The lines, each ended by a line feed; nil where no frame and no head was kept.
    let text: String?

    /// The transcript of `run`. No credential is in it.
    init(_ run: RecordedRun) {
        let transcript = run.transcript
        let heads = run.heads
        guard !transcript.entries.isEmpty || !heads.isEmpty else {
            text = nil
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let head = Head(run.result, heads: heads, isTruncated: transcript.isTruncated)
        // Texts and finite numbers alone are encoded here, and those always can be.
        guard var lines = try? encoder.encode(head) else {
            text = nil
            return
        }
        lines.append(UInt8(ascii: "\n"))
        for entry in transcript.entries {
            guard let line = try? encoder.encode(Frame(entry)) else { continue }
            lines += line
            lines.append(UInt8(ascii: "\n"))
        }
        text = String(decoding: lines, as: UTF8.self)
    }
}

private struct Head: Encodable {
    struct Lines: Encodable {
        let direction: String
        let text: String
    }

    let schema = "quintet.transcript/1"
    let result: ULID
    let probe: String
    let target: String
    let contract: String
    let kind: ProbeKind
    let user: String?
    let cycle: ULID
    let attempt: Int
    let startedAt: WallTime
    let ids: RunIDs
    let heads: [Lines]
    let truncated: Bool

    private enum CodingKeys: String, CodingKey {
        case schema, result, probe, target, contract, kind, user, cycle, attempt, ids, heads, truncated
        case startedAt = "started_at"
    }

    init(_ result: ProbeResult, heads: [RecordedRun.Head], isTruncated: Bool) {
        self.result = result.id
        probe = result.probe
        target = result.target
        contract = result.contract
        kind = result.kind
        user = result.user
        cycle = result.cycle
        attempt = result.attempt
        startedAt = result.startedAt
        ids = result.ids
        self.heads = heads.map { Lines(direction: $0.direction.rawValue, text: $0.text) }
        truncated = isTruncated
    }
}

private struct Frame: Encodable {
    let offset: Seconds
    let direction: String
    let opcode: String
    let size: Int
    let payload: String

    init(_ entry: TranscriptEntry) {
        offset = Seconds(entry.offset)
        direction = entry.direction.rawValue
        opcode = "\(entry.opcode)"
        size = entry.size
        payload = entry.payload
    }
}
