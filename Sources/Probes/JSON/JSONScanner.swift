/// Walks over JSON (RFC 8259) without building anything: checks the grammar and says where things stand.
///
/// Time is linear: no value is looked at twice. Nothing is allocated, and nesting is counted in bits instead of on the
/// stack; only a value deeper than 128 levels that is stepped over costs memory, a bit a level. UTF-8 is not checked here; text messages arrive checked, other bytes are checked
/// where they become a `String`.
struct JSONScanner {
    /// Levels of objects and arrays that are stepped into; more are an error. A value that is stepped over may be as
    /// deep as it is long.
    static let deepest = 128
    /// The longest text: spans are 32 bits wide.
    static let longest = Int(Int32.max)

    let bytes: UnsafeRawBufferPointer
    var index: Int
    private(set) var depth = 0

    /// Reads `bytes` from `start` on; `depth` levels are open there already.
    init(_ bytes: UnsafeRawBufferPointer, at start: Int = 0, depth: Int = 0) {
        self.bytes = bytes
        self.index = start
        self.depth = depth
    }

    /// The next byte that is not white space; nil at the end.
    mutating func peek() -> UInt8? {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return bytes[index]
            }
        }
        return nil
    }

    /// Steps over white space and this one byte; an error where something else stands.
    mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard let found = peek() else { throw JSONError(.unexpectedEnd, at: index) }
        guard found == byte else { throw JSONError(.unexpectedByte(found), at: index) }
        index += 1
    }

    /// An error where anything but white space is left.
    mutating func expectEnd() throws(JSONError) {
        if peek() != nil { throw JSONError(.trailing, at: index) }
    }

    /// Steps into an object or an array.
    mutating func open(_ bracket: UInt8) throws(JSONError) {
        try expect(bracket)
        guard depth < Self.deepest else { throw JSONError(.tooDeep(limit: Self.deepest), at: index - 1) }
        depth += 1
    }

    /// Whether another item comes in the object or array that `bracket` closes; steps over the comma before it, or
    /// out of the container. `isFirst` says that none was read yet, and is false afterwards.
    mutating func next(before bracket: UInt8, isFirst: inout Bool) throws(JSONError) -> Bool {
        guard let found = peek() else { throw JSONError(.unexpectedEnd, at: index) }
        if found == bracket {
            index += 1
            depth -= 1
            return false
        }
        if !isFirst { try expect(UInt8(ascii: ",")) }
        isFirst = false
        return true
    }

    /// Reads a member's name and the colon after it.
    mutating func key() throws(JSONError) -> JSONSpan {
        let name = try string()
        try expect(UInt8(ascii: ":"))
        return name
    }

    /// Checks the next value, whatever it is, and steps over it.
    mutating func value() throws(JSONError) -> JSONSpan {
        guard let byte = peek() else { throw JSONError(.unexpectedEnd, at: index) }
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): return try container()
        default: return try scalar(byte)
        }
    }

    /// Checks an object or array with everything inside it.
    private mutating func container() throws(JSONError) -> JSONSpan {
        let kind: JSONSpan.Kind = bytes[index] == UInt8(ascii: "{") ? .object : .array
        let start = index
        let floor = depth
        var levels = JSONLevels()
        var isFirst = true
        enter(&levels)
        while depth > floor {
            let inObject = levels.isObject
            guard try next(before: inObject ? UInt8(ascii: "}") : UInt8(ascii: "]"), isFirst: &isFirst) else {
                levels.pop()
                isFirst = false
                continue
            }
            if inObject { _ = try key() }
            guard let byte = peek() else { throw JSONError(.unexpectedEnd, at: index) }
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                enter(&levels)
                isFirst = true
            } else {
                _ = try scalar(byte)
            }
        }
        return JSONSpan(kind, from: start, to: index)
    }

    private mutating func enter(_ levels: inout JSONLevels) {
        levels.push(isObject: bytes[index] == UInt8(ascii: "{"))
        index += 1
        depth += 1
    }

    private mutating func scalar(_ byte: UInt8) throws(JSONError) -> JSONSpan {
        switch byte {
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try word("true", .bool)
        case UInt8(ascii: "f"): try word("false", .bool)
        case UInt8(ascii: "n"): try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        default: throw JSONError(.unexpectedByte(byte), at: index)
        }
    }

    private mutating func word(_ word: StaticString, _ kind: JSONSpan.Kind) throws(JSONError) -> JSONSpan {
        let start = index
        for offset in 0..<word.utf8CodeUnitCount {
            guard index < bytes.count else { throw JSONError(.unexpectedEnd, at: index) }
            guard bytes[index] == word.utf8Start[offset] else {
                throw JSONError(.unexpectedByte(bytes[index]), at: index)
            }
            index += 1
        }
        return JSONSpan(kind, from: start, to: index)
    }
}
