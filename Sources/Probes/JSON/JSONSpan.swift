/// Where a value stands in the bytes that a `JSONScanner` read, and what it is.
struct JSONSpan: Sendable, Equatable {
    enum Kind: UInt8, Sendable {
        case null, bool, number, string, object, array
    }

    var kind: Kind
    /// Whether a string has no escapes, so that its bytes are its text.
    var isPlain = true
    /// The first byte; of a string, the one after its quotation mark.
    var start: Int32
    /// The byte after the last; of a string, its closing quotation mark.
    var end: Int32

    init(_ kind: Kind, from start: Int, to end: Int, isPlain: Bool = true) {
        self.kind = kind
        self.isPlain = isPlain
        self.start = Int32(truncatingIfNeeded: start)
        self.end = Int32(truncatingIfNeeded: end)
    }

    var range: Range<Int> { Int(start)..<Int(end) }
}
