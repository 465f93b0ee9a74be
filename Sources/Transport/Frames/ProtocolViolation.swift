/// What the peer did against RFC 6455, with the section that forbids it.
public enum ProtocolViolation: Error, Sendable, Equatable {
    /// RSV1 to RSV3 set without an extension that means something by them; as a mask of the first byte (§5.2).
    case reservedBits(UInt8)
    /// An opcode that is reserved: 3 to 7 and 11 to 15 (§5.2).
    case unknownOpcode(UInt8)
    /// A server masked (§5.1).
    case masked
    /// A client did not mask (§5.1).
    case unmasked
    /// A control frame that is not final (§5.5).
    case fragmentedControl(Opcode)
    /// A control frame of more than 125 bytes; at least so many (§5.5).
    case longControl(Opcode, length: UInt64)
    /// A length written in more bytes than it needs (§5.2).
    case lengthNotMinimal(UInt64)
    /// A length of 2^63 or more (§5.2).
    case lengthTooLarge(UInt64)
    /// A continuation frame while no message is under way (§5.4).
    case continuationWithoutStart
    /// A new message while another one is under way (§5.4).
    case startInsideMessage(Opcode)
    /// A text message with a byte that no UTF-8 has there, or that ends inside a character (§8.1).
    case textNotUTF8
    /// Half a close code (§5.5.1).
    case closePayloadOfOneByte
    /// A code that must not stand in a close frame (§7.4).
    case closeCodeIllegal(UInt16)
    /// A reason for closing that is not UTF-8 (§5.5.1).
    case closeReasonNotUTF8

    /// The code with which the connection is failed (§7.4.1).
    public var closeCode: CloseCode {
        switch self {
        case .textNotUTF8, .closeReasonNotUTF8: .invalidPayload
        case .reservedBits, .unknownOpcode, .masked, .unmasked, .fragmentedControl, .longControl, .lengthNotMinimal,
            .lengthTooLarge, .continuationWithoutStart, .startInsideMessage, .closePayloadOfOneByte, .closeCodeIllegal:
            .protocolError
        }
    }
}

extension ProtocolViolation: CustomStringConvertible {
    /// What the peer did, and the section that forbids it.
    public var description: String {
        switch self {
        case .reservedBits(let bits):
            "reserved bits 0x\(String(bits, radix: 16)) set without an extension (RFC 6455 §5.2)"
        case .unknownOpcode(let opcode):
            "reserved opcode 0x\(String(opcode, radix: 16)) (RFC 6455 §5.2)"
        case .masked:
            "a masked frame from the server (RFC 6455 §5.1)"
        case .unmasked:
            "an unmasked frame from the client (RFC 6455 §5.1)"
        case .fragmentedControl(let opcode):
            "a fragmented \(opcode) frame (RFC 6455 §5.5)"
        case .longControl(let opcode, let length):
            "a \(opcode) frame of \(length) bytes; 125 are allowed (RFC 6455 §5.5)"
        case .lengthNotMinimal(let length):
            "a length of \(length) not in its shortest form (RFC 6455 §5.2)"
        case .lengthTooLarge(let length):
            "a length of \(length) with its highest bit set (RFC 6455 §5.2)"
        case .continuationWithoutStart:
            "a continuation frame with no message to continue (RFC 6455 §5.4)"
        case .startInsideMessage(let opcode):
            "a \(opcode) frame before the fragmented message ended (RFC 6455 §5.4)"
        case .textNotUTF8:
            "a text message that is not UTF-8 (RFC 6455 §8.1)"
        case .closePayloadOfOneByte:
            "a close frame with a payload of one byte (RFC 6455 §5.5.1)"
        case .closeCodeIllegal(let code):
            "close code \(code), which must not be sent (RFC 6455 §7.4)"
        case .closeReasonNotUTF8:
            "a close reason that is not UTF-8 (RFC 6455 §5.5.1)"
        }
    }
}
