import Transport

/// Turns the bytes of a terminal into keys, one byte at a time, wherever they were cut.
///
/// Understood: UTF-8, CSI and SS3 sequences (ECMA-48, xterm). Anything else a terminal says, its answers to questions
/// that somebody else asked among them, is passed over; of what never ends a bounded part is. An Esc that nothing
/// follows is the key Esc, which only time can tell: ``expire(at:)``.
struct KeyDecoder {
    private enum State: Equatable {
        case ground
        /// The bytes of a character so far, and how many are missing.
        case utf8(UInt32, missing: Int, least: UInt32)
        case escape
        case csi([UInt8])
        case ss3
        /// A text up to BEL or ST: how much of it has passed, and whether an Esc came last.
        case text(Int, isEscaped: Bool)
    }

    /// Bytes of a control sequence; no terminal sends so many.
    private static let mostParameters = 32
    /// Bytes of a text that is passed over: then it was none.
    private static let mostText = 4_096

    /// How long an Esc waits for what may follow it.
    let patience: Duration
    private var state = State.ground
    /// When an Esc that nothing followed is a key; nil when nothing waits.
    private(set) var deadline: Instant?

    init(patience: Duration = .milliseconds(50)) { self.patience = patience }

    /// The keys that `byte` completes.
    mutating func feed(_ byte: UInt8, at now: Instant) -> [Key] {
        defer { deadline = state == .ground ? nil : now.advanced(by: patience) }
        switch state {
        case .ground: return ground(byte)
        case .utf8(let value, let missing, let least): return utf8(byte, value, missing, least)
        case .escape: return escape(byte)
        case .csi(let parameters): return csi(byte, parameters)
        case .ss3: return ss3(byte)
        case .text(let count, let isEscaped):
            text(byte, count, isEscaped)
            return []
        }
    }

    /// Gives up what waits too long: a lone Esc is a key, half of anything else is nothing.
    mutating func expire(at now: Instant) -> [Key] {
        guard let deadline, now >= deadline else { return [] }
        defer {
            state = .ground
            self.deadline = nil
        }
        switch state {
        case .escape: return [.escape]
        case .ground, .utf8, .csi, .ss3, .text: return []
        }
    }

    private mutating func ground(_ byte: UInt8) -> [Key] {
        switch byte {
        case 0x1B:
            state = .escape
            return []
        case 0x0D, 0x0A: return [.enter]
        case 0x09: return [.tab]
        case 0x7F, 0x08: return [.backspace]
        case 0x01...0x1A: return [.control(Unicode.Scalar(byte + 0x60))]
        case 0x00, 0x1C...0x1F: return []
        case 0x20...0x7E: return [.character(Unicode.Scalar(byte))]
        case 0xC2...0xDF: state = .utf8(UInt32(byte & 0x1F), missing: 1, least: 0x80)
        case 0xE0...0xEF: state = .utf8(UInt32(byte & 0x0F), missing: 2, least: 0x800)
        case 0xF0...0xF4: state = .utf8(UInt32(byte & 0x07), missing: 3, least: 0x10000)
        default: break
        }
        return []
    }

    private mutating func utf8(_ byte: UInt8, _ value: UInt32, _ missing: Int, _ least: UInt32) -> [Key] {
        guard byte & 0xC0 == 0x80 else {
            // The character was broken off; what came instead counts.
            state = .ground
            return ground(byte)
        }
        let value = value << 6 | UInt32(byte & 0x3F)
        if missing > 1 {
            state = .utf8(value, missing: missing - 1, least: least)
            return []
        }
        state = .ground
        guard value >= least, value >= 0xA0, let scalar = Unicode.Scalar(value) else { return [] }
        return [.character(scalar)]
    }

    private mutating func escape(_ byte: UInt8) -> [Key] {
        switch byte {
        case UInt8(ascii: "["): state = .csi([])
        case UInt8(ascii: "O"): state = .ss3
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
            state = .text(0, isEscaped: false)
        default:
            // Esc was a key, or Alt was held: both are Esc and then the key.
            state = .ground
            return [.escape] + ground(byte)
        }
        return []
    }

    private mutating func csi(_ byte: UInt8, _ parameters: [UInt8]) -> [Key] {
        switch byte {
        case 0x20...0x3F:
            // Further ones are passed over, and the sequence with them.
            state = .csi(parameters.count <= Self.mostParameters ? parameters + [byte] : parameters)
            return []
        case 0x40...0x7E:
            state = .ground
            guard parameters.count <= Self.mostParameters else { return [] }
            return ControlSequence.key(final: byte, parameters).map { [$0] } ?? []
        case 0x1B:
            state = .escape
            return []
        default:
            state = .ground
            return []
        }
    }

    private mutating func ss3(_ byte: UInt8) -> [Key] {
        state = .ground
        return ControlSequence.key(final: byte, []).map { [$0] } ?? []
    }

    private mutating func text(_ byte: UInt8, _ count: Int, _ isEscaped: Bool) {
        let isOver = byte == 0x07 || (isEscaped && byte == UInt8(ascii: "\\")) || count >= Self.mostText
        state = isOver ? .ground : .text(count + 1, isEscaped: byte == 0x1B)
    }
}
