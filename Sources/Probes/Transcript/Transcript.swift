import Transport

/// The frames of a run in both directions, as evidence; without credentials.
public struct Transcript: Sendable, Equatable {
    /// Bytes kept of a run, 32 a frame besides its payload; of what comes later nothing is kept.
    public static let defaultLimit = 256 << 10

    public let entries: [TranscriptEntry]
    /// Whether frames were left out because the limit was reached.
    public let isTruncated: Bool

    /// What `log` kept, as `redaction` shows it.
    init(_ log: FrameLog, _ redaction: Redaction) {
        isTruncated = log.isTruncated
        entries = log.frames.map { frame in
            TranscriptEntry(
                offset: frame.offset,
                direction: frame.direction,
                opcode: frame.opcode,
                size: frame.payload.count,
                payload: Self.text(of: frame, redaction)
            )
        }
    }

    private static func text(of frame: FrameLog.Frame, _ redaction: Redaction) -> String {
        switch frame.opcode {
        case .text, .continuation:
            return String(decoding: redaction.redacted(frame.payload) ?? frame.payload, as: UTF8.self)
        case .close:
            guard frame.payload.count >= 2 else { return "" }
            let code = Int(frame.payload[0]) << 8 | Int(frame.payload[1])
            let reason = redaction.of(String(decoding: frame.payload.dropFirst(2), as: UTF8.self))
            return reason.isEmpty ? "\(code)" : "\(code) \(reason)"
        case .binary, .ping, .pong:
            return (redaction.redacted(frame.payload) ?? frame.payload)
                .map { byte in
                    let digits = String(byte, radix: 16)
                    return digits.count == 1 ? "0" + digits : digits
                }
                .joined()
        }
    }
}
