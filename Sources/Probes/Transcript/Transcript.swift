import NIOCore
import Transport

/// The frames of a run in both directions, as evidence.
public struct Transcript: Sendable, Equatable {
    /// Payload bytes kept of a run; what comes later is counted only.
    public static let defaultLimit = 256 << 10

    public private(set) var entries: [TranscriptEntry] = []
    /// Whether frames were left out because the limit was reached.
    public private(set) var isTruncated = false

    private let limit: Int
    private var kept = 0

    /// An empty transcript that keeps at most `limit` bytes of payload.
    public init(limit: Int = defaultLimit) { self.limit = limit }

    mutating func add(
        _ direction: WebSocketSession.Direction,
        _ opcode: Opcode,
        _ payload: ByteBuffer,
        at offset: Duration,
        redaction: Redaction
    ) {
        guard kept + payload.readableBytes <= limit else {
            isTruncated = true
            return
        }
        kept += payload.readableBytes
        entries.append(
            TranscriptEntry(
                offset: offset,
                direction: direction,
                opcode: opcode,
                size: payload.readableBytes,
                payload: redaction.of(Self.text(of: payload, opcode))
            )
        )
    }

    /// The same without what only turned out to be a credential after it was kept.
    func redacted(by redaction: Redaction) -> Transcript {
        var transcript = self
        transcript.entries = entries.map { entry in
            var entry = entry
            entry.payload = redaction.of(entry.payload)
            return entry
        }
        return transcript
    }

    private static func text(of payload: ByteBuffer, _ opcode: Opcode) -> String {
        switch opcode {
        case .text, .continuation:
            return String(buffer: payload)
        case .close:
            guard let code: UInt16 = payload.getInteger(at: payload.readerIndex) else { return "" }
            let reason = payload.getString(at: payload.readerIndex + 2, length: payload.readableBytes - 2) ?? ""
            return reason.isEmpty ? "\(code)" : "\(code) \(reason)"
        case .binary, .ping, .pong:
            return payload.readableBytesView.map { byte in
                let digits = String(byte, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
        }
    }
}
