/// Places of a text, in order and apart from each other, that something else is written at.
struct Edits {
    private var edits: [(range: Range<Int>, text: [UInt8])] = []

    /// What stands in place of a credential.
    static let redacted = Array("<redacted>".utf8)

    /// Writes `text` at `range`, which begins behind the one before.
    mutating func add(_ range: Range<Int>, _ text: [UInt8] = redacted) { edits.append((range, text)) }

    /// `bytes` with everything written; nil where nothing is.
    func applied(to bytes: [UInt8]) -> [UInt8]? {
        guard !edits.isEmpty else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var start = 0
        for (range, text) in edits {
            result += bytes[start..<range.lowerBound]
            result += text
            start = range.upperBound
        }
        return result + bytes[start...]
    }
}
