/// Walks over one JSON text, strictly by RFC 8259, and decodes what it is asked for and nothing else.
///
/// Of a client's message three or four short texts count, so to build every value in it, as a decoder does, costs several
/// times what they do.
struct JSONWalk {
    /// The text is no JSON, or nested too deeply.
    struct Broken: Error, Equatable {}

    /// Objects and lists in one another: a message must not exhaust the stack.
    static let deepest = 512

    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    private var depth = 0

    /// Begins before the text's only value.
    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Whether the next value is an object.
    var isAtObject: Bool { peek == UInt8(ascii: "{") }

    /// Whether the next value is text.
    var isAtText: Bool { peek == UInt8(ascii: "\"") }

    /// Takes an object; `member` is called with the name of each member and has to take its value.
    mutating func object(_ member: (inout JSONWalk, String) throws(Broken) -> Void) throws(Broken) {
        try take(UInt8(ascii: "{"))
        try nested { walk throws(Broken) in
            guard walk.peek != UInt8(ascii: "}") else { return }
            while true {
                guard let name = try walk.text() else { throw Broken() }
                walk.skipSpace()
                try walk.take(UInt8(ascii: ":"))
                walk.skipSpace()
                try member(&walk, name)
                walk.skipSpace()
                guard walk.peek == UInt8(ascii: ",") else { return }
                walk.position += 1
                walk.skipSpace()
            }
        }
        try take(UInt8(ascii: "}"))
    }

    /// Takes text; nil where its escapes name no characters (a half of a surrogate pair alone).
    mutating func text() throws(Broken) -> String? {
        let (start, hasEscapes) = (position + 1, try skipText())
        let raw = UnsafeRawBufferPointer(rebasing: bytes[start..<position - 1])
        return hasEscapes ? EscapedJSONText.decoded(raw) : String(validating: raw, as: UTF8.self)
    }

    /// Takes a value of any kind.
    mutating func skip() throws(Broken) {
        switch peek {
        case UInt8(ascii: "{"):
            try object { walk, _ throws(Broken) in try walk.skip() }
        case UInt8(ascii: "["):
            try skipList()
        case UInt8(ascii: "\""):
            _ = try skipText()
        case UInt8(ascii: "t"):
            try takeWord("true")
        case UInt8(ascii: "f"):
            try takeWord("false")
        case UInt8(ascii: "n"):
            try takeWord("null")
        default:
            try skipNumber()
        }
    }

    /// Takes white space.
    mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Makes sure that nothing is left.
    func end() throws(Broken) {
        guard position == bytes.count else { throw Broken() }
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) throws(Broken) {
        guard peek == byte else { throw Broken() }
        position += 1
    }

    private mutating func takeWord(_ word: StaticString) throws(Broken) {
        let count = word.utf8CodeUnitCount
        guard bytes.count - position >= count,
            bytes[position..<position + count].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: count))
        else { throw Broken() }
        position += count
    }

    private mutating func nested(_ body: (inout JSONWalk) throws(Broken) -> Void) throws(Broken) {
        guard depth < Self.deepest else { throw Broken() }
        depth += 1
        skipSpace()
        try body(&self)
        depth -= 1
    }

    private mutating func skipList() throws(Broken) {
        try take(UInt8(ascii: "["))
        try nested { walk throws(Broken) in
            guard walk.peek != UInt8(ascii: "]") else { return }
            while true {
                try walk.skip()
                walk.skipSpace()
                guard walk.peek == UInt8(ascii: ",") else { return }
                walk.position += 1
                walk.skipSpace()
            }
        }
        try take(UInt8(ascii: "]"))
    }

    /// Takes text without decoding it; says whether there are escapes in it.
    private mutating func skipText() throws(Broken) -> Bool {
        try take(UInt8(ascii: "\""))
        var hasEscapes = false
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                return hasEscapes
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try skipEscape()
            case ..<0x20:
                throw Broken()
            default:
                break
            }
        }
        throw Broken()
    }

    private mutating func skipEscape() throws(Broken) {
        guard let kind = peek else { throw Broken() }
        position += 1
        guard kind == UInt8(ascii: "u") else {
            guard EscapedJSONText.character(kind) != nil else { throw Broken() }
            return
        }
        guard bytes.count - position >= 4,
            bytes[position..<position + 4].allSatisfy({ EscapedJSONText.digit($0) != nil })
        else { throw Broken() }
        position += 4
    }

    private mutating func skipNumber() throws(Broken) {
        if peek == UInt8(ascii: "-") { position += 1 }
        if peek == UInt8(ascii: "0") { position += 1 } else { try skipDigits() }
        if peek == UInt8(ascii: ".") {
            position += 1
            try skipDigits()
        }
        if let byte = peek, byte | 0x20 == UInt8(ascii: "e") {
            position += 1
            if let sign = peek, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
            try skipDigits()
        }
    }

    private mutating func skipDigits() throws(Broken) {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw Broken() }
    }
}
