/// Strings and numbers.
extension JSONScanner {
    /// Reads a string, from its quotation mark to the closing one.
    mutating func string() throws(JSONError) -> JSONSpan {
        try expect(UInt8(ascii: "\""))
        let start = index
        var isPlain = true
        while true {
            skipOrdinary()
            guard index < bytes.count else { throw JSONError(.unexpectedEnd, at: index) }
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                return JSONSpan(.string, from: start, to: index - 1, isPlain: isPlain)
            case UInt8(ascii: "\\"):
                isPlain = false
                try escape()
            default:
                throw JSONError(.controlCharacter(bytes[index]), at: index)
            }
        }
    }

    /// Stops at the first quotation mark, backslash or control character, eight bytes at a time.
    private mutating func skipOrdinary() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        while index + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let quote = word ^ (ones &* 0x22)
            let slash = word ^ (ones &* 0x5C)
            let special = ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | ((word &- ones &* 0x20) & ~word)
            guard special & tops == 0 else { break }
            index += 8
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x22 || byte == 0x5C || byte < 0x20 { return }
            index += 1
        }
    }

    private mutating func escape() throws(JSONError) {
        guard index + 1 < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
        switch bytes[index + 1] {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74:
            index += 2
        case UInt8(ascii: "u"):
            for offset in 2..<6 {
                guard index + offset < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
                guard JSONText.hexDigit(bytes[index + offset]) != nil else { throw JSONError(.escape, at: index) }
            }
            index += 6
        default:
            throw JSONError(.escape, at: index)
        }
    }

    /// Reads a number.
    mutating func number() throws(JSONError) -> JSONSpan {
        let start = index
        if bytes[index] == UInt8(ascii: "-") { index += 1 }
        let whole = digits()
        guard whole > 0 else { throw broken(from: start) }
        guard whole == 1 || bytes[index - whole] != UInt8(ascii: "0") else { throw JSONError(.number, at: start) }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            guard digits() > 0 else { throw broken(from: start) }
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            guard digits() > 0 else { throw broken(from: start) }
        }
        return JSONSpan(.number, from: start, to: index)
    }

    private mutating func digits() -> Int {
        let start = index
        while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { index += 1 }
        return index - start
    }

    private func broken(from start: Int) -> JSONError {
        index < bytes.count ? JSONError(.number, at: start) : JSONError(.unexpectedEnd, at: index)
    }
}
