/// The kinds of frames of RFC 6455 §5.2; every other number is reserved and a violation.
public enum Opcode: UInt8, Sendable, Equatable {
    case continuation = 0x0
    case text = 0x1
    case binary = 0x2
    case close = 0x8
    case ping = 0x9
    case pong = 0xA

    /// Control frames may come between fragments and are never fragmented (§5.5).
    public var isControl: Bool { rawValue >= 0x8 }
}
