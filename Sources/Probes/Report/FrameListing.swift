import Transport

/// The request, its answer and every frame of a run with its offset, as `-v` shows them; credentials are redacted.
///
/// ```
/// > GET /ws HTTP/1.1
/// > Host: 127.0.0.1:8000
/// < HTTP/1.1 101 Switching Protocols
///     0.012 s  < text 181 B  {"type":"connection_established",…}
///     0.013 s  > text 206 B  {"type":"user_message",…}
/// ```
public struct FrameListing: Sendable {
    /// The lines, each ended by a line feed.
    public let text: String

    /// The listing of `run`, for a place that shows ASCII alone where `isASCII`.
    public init(_ run: RecordedRun, isASCII: Bool = false) {
        var lines = run.heads.flatMap { head in
            head.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                (head.direction == .sent ? "> " : "< ") + PlainText.of(String(line), isASCII: isASCII)
            }
        }
        lines += run.transcript.entries.map { Self.line($0, isASCII) }
        if run.transcript.isTruncated { lines.append("  \(isASCII ? "..." : "…") more frames than are kept") }
        text = lines.map { $0 + "\n" }.joined()
    }

    private static func line(_ entry: TranscriptEntry, _ isASCII: Bool) -> String {
        let arrow = entry.direction == .sent ? ">" : "<"
        let milliseconds = Int((entry.offset / .milliseconds(1)).rounded())
        let fraction = String(milliseconds % 1_000)
        let offset = "\(milliseconds / 1_000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction) s"
        let start = PlainText.fitted(offset, to: 11, isRight: true)
        return "\(start)  \(arrow) \(entry.opcode) \(entry.size) B  \(PlainText.of(entry.payload, isASCII: isASCII))"
    }
}
