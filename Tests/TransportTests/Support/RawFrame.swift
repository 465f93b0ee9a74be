/// A frame as RFC 6455 §5.2 draws it, written without the code under test.
enum RawFrame {
    static let mask: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]

    static func bytes(
        _ opcode: UInt8,
        _ payload: [UInt8] = [],
        isFinal: Bool = true,
        mask: [UInt8]? = nil,
        reserved: UInt8 = 0
    ) -> [UInt8] {
        var bytes: [UInt8] = [(isFinal ? 0x80 : 0) | reserved | opcode]
        let bit: UInt8 = mask == nil ? 0 : 0x80
        switch payload.count {
        case 0..<126: bytes.append(bit | UInt8(payload.count))
        case 126..<65_536: bytes += [bit | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
        default:
            bytes.append(bit | 127)
            bytes += (0..<8).reversed().map { UInt8(truncatingIfNeeded: payload.count >> ($0 * 8)) }
        }
        guard let mask else { return bytes + payload }
        return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 % 4] }
    }

    static func text(_ text: String, isFinal: Bool = true, mask: [UInt8]? = nil) -> [UInt8] {
        bytes(0x1, Array(text.utf8), isFinal: isFinal, mask: mask)
    }

    static func close(_ code: UInt16, _ reason: String = "", mask: [UInt8]? = nil) -> [UInt8] {
        bytes(0x8, [UInt8(code >> 8), UInt8(code & 255)] + Array(reason.utf8), mask: mask)
    }
}
