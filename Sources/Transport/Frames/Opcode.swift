/// The kinds of frames of RFC 6455 §5.2; every other number is reserved and a violation.
public enum Opcode: UInt8, Sendable, Equatable {
    /// A further fragment of the message under way (§5.4).
    case continuation = 0x0
    /// A text message, or its first fragment (§5.6).
    case text = 0x1
    /// A binary message, or its first fragment (§5.6).
    case binary = 0x2
    /// The beginning of the closing handshake, or its end (§5.5.1).
    case close = 0x8
    /// To be answered with a pong of the same payload (§5.5.2).
    case ping = 0x9
    /// The answer to a ping, or a sign of life unasked for (§5.5.3).
    case pong = 0xA

    /// Control frames may come between fragments and are never fragmented (§5.5).
    public var isControl: Bool { rawValue >= 0x8 }
}
