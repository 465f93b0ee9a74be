/// Turns the inside of a JSON string into text.
enum JSONText {
    /// The text that a string's bytes mean; nil where they are not UTF-8.
    ///
    /// Half of a surrogate pair becomes U+FFFD: languages whose strings are UTF-16 send it, and it is no text.
    static func decode(_ bytes: UnsafeRawBufferPointer, isPlain: Bool) -> String? {
        guard !isPlain else {
            // Decoding ASCII cannot repair anything, and is several times faster than validating.
            return isASCII(bytes) ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self)
        }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "\\") else {
                text.append(bytes[index])
                index += 1
                continue
            }
            switch bytes[index + 1] {
            case UInt8(ascii: "u"):
                let (scalar, length) = scalar(in: bytes, at: index)
                text.append(contentsOf: String(scalar).utf8)
                index += length
            case let letter:
                text.append(plain(letter))
                index += 2
            }
        }
        return String(validating: text, as: UTF8.self)
    }

    private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard word & 0x8080_8080_8080_8080 == 0 else { return false }
            index += 8
        }
        return bytes[index...].allSatisfy { $0 < 0x80 }
    }

    /// The value of a hexadecimal digit; nil for any other byte.
    static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    /// What a single letter after a backslash means; `"`, `\` and `/` mean themselves.
    private static func plain(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: letter
        }
    }

    /// The character of the `\uXXXX` at `index`, together with a second one where the two are a surrogate pair.
    private static func scalar(in bytes: UnsafeRawBufferPointer, at index: Int) -> (Unicode.Scalar, length: Int) {
        let high = unit(in: bytes, at: index)
        if let scalar = Unicode.Scalar(high) { return (scalar, 6) }
        guard (0xD800...0xDBFF).contains(high), index + 12 <= bytes.count, bytes[index + 6] == UInt8(ascii: "\\"),
            bytes[index + 7] == UInt8(ascii: "u")
        else { return ("\u{FFFD}", 6) }
        let low = unit(in: bytes, at: index + 6)
        guard (0xDC00...0xDFFF).contains(low) else { return ("\u{FFFD}", 6) }
        let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        return (scalar ?? "\u{FFFD}", 12)
    }

    private static func unit(in bytes: UnsafeRawBufferPointer, at index: Int) -> UInt32 {
        (2..<6).reduce(0) { $0 << 4 | (hexDigit(bytes[index + $1]) ?? 0) }
    }
}
