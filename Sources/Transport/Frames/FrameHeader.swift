import NIOCore

/// The first 2 to 14 bytes of a frame, checked.
struct FrameHeader: Equatable {
    let isFinal: Bool
    let opcode: Opcode
    let mask: UInt32?
    let length: UInt64

    /// Reads one header, or nothing when its bytes are not all here yet; the reader index moves only when one was read.
    static func read(
        from buffer: inout ByteBuffer,
        sentBy sender: SessionRole
    ) throws(ProtocolViolation) -> FrameHeader? {
        let start = buffer.readerIndex
        guard let first: UInt8 = buffer.getInteger(at: start), let second: UInt8 = buffer.getInteger(at: start + 1)
        else {
            return nil
        }
        // What the first two bytes already prove wrong is refused before the length has come.
        guard first & 0x70 == 0 else { throw .reservedBits(first & 0x70) }
        guard let opcode = Opcode(rawValue: first & 0x0F) else { throw .unknownOpcode(first & 0x0F) }
        let isFinal = first & 0x80 != 0
        let isMasked = second & 0x80 != 0
        guard isMasked || sender == .server else { throw .unmasked }
        guard !isMasked || sender == .client else { throw .masked }
        let short = second & 0x7F
        if opcode.isControl {
            guard isFinal else { throw .fragmentedControl(opcode) }
            guard short <= 125 else {
                throw .longControl(opcode, length: extendedLength(short, in: buffer, at: start + 2)?.value ?? 126)
            }
        }
        guard let (length, lengthBytes) = extendedLength(short, in: buffer, at: start + 2) else { return nil }
        guard length <= UInt64(Int64.max) else { throw .lengthTooLarge(length) }
        guard lengthBytes == 0 || length > (lengthBytes == 2 ? 125 : 0xFFFF) else { throw .lengthNotMinimal(length) }
        var end = start + 2 + lengthBytes
        var mask: UInt32?
        if isMasked {
            guard let key: UInt32 = buffer.getInteger(at: end) else { return nil }
            mask = key
            end += 4
        }
        buffer.moveReaderIndex(to: end)
        return FrameHeader(isFinal: isFinal, opcode: opcode, mask: mask, length: length)
    }

    /// The payload length and how many bytes it took beyond the first two; nil while they are not here.
    private static func extendedLength(
        _ short: UInt8,
        in buffer: ByteBuffer,
        at index: Int
    ) -> (value: UInt64, bytes: Int)? {
        switch short {
        case 126: buffer.getInteger(at: index, as: UInt16.self).map { (UInt64($0), 2) }
        case 127: buffer.getInteger(at: index, as: UInt64.self).map { ($0, 8) }
        default: (UInt64(short), 0)
        }
    }
}

extension ByteBuffer {
    /// Writes the header of an unfragmented or final frame in the shortest form of its length (§5.2).
    mutating func writeFrameHeader(_ opcode: Opcode, isFinal: Bool = true, length: Int, mask: UInt32?) {
        let masked: UInt8 = mask == nil ? 0 : 0x80
        writeInteger((isFinal ? 0x80 : 0) | opcode.rawValue)
        switch length {
        case 0...125:
            writeInteger(masked | UInt8(length))
        case 126...0xFFFF:
            writeInteger(masked | 126)
            writeInteger(UInt16(length))
        default:
            writeInteger(masked | 127)
            writeInteger(UInt64(length))
        }
        if let mask { writeInteger(mask) }
    }
}
