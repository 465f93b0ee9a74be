/// Checks UTF-8 as it arrives (RFC 3629): a text message is refused at the first wrong byte, not at its end.
struct UTF8Stream {
    /// How many continuation bytes are still owed, and in which range the next of them must be.
    private var owed = 0
    private var lower: UInt8 = 0x80
    private var upper: UInt8 = 0xBF

    /// Whether everything so far ends on the edge of a character.
    var isComplete: Bool { owed == 0 }

    /// Takes the next bytes; false at the first byte that no valid text can have there.
    mutating func accept(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        let count = bytes.count
        while index < count {
            if owed == 0 {
                index = Self.skipASCII(bytes, from: index)
                guard index < count else { return true }
                guard lead(bytes[index]) else { return false }
            } else {
                guard (lower...upper).contains(bytes[index]) else { return false }
                owed -= 1
                (lower, upper) = (0x80, 0xBF)
            }
            index += 1
        }
        return true
    }

    private static func skipASCII(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index + 8 <= bytes.count {
            guard bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 else {
                break
            }
            index += 8
        }
        while index < bytes.count, bytes[index] < 0x80 { index += 1 }
        return index
    }

    /// The first byte of a character of more than one: overlong forms, surrogates and what lies beyond U+10FFFF
    /// are excluded by the range of the byte that follows.
    private mutating func lead(_ byte: UInt8) -> Bool {
        switch byte {
        case 0xC2...0xDF: owed = 1
        case 0xE0: (owed, lower) = (2, 0xA0)
        case 0xED: (owed, upper) = (2, 0x9F)
        case 0xE1...0xEF: owed = 2
        case 0xF0: (owed, lower) = (3, 0x90)
        case 0xF1...0xF3: owed = 3
        case 0xF4: (owed, upper) = (3, 0x8F)
        default: return false
        }
        return true
    }
}
