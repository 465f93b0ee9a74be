/// One range of an `Accept` value (RFC 9110 §12.5.1), as far as a scrape needs it.
struct MediaRange {
    /// Type and subtype in lower case: `text/plain`.
    let type: String
    /// The `version` parameter, without quotes.
    let version: String?
    /// The weight, 0 to 1; 1 where none is given.
    let quality: Double

    /// Reads the text between two commas; nil when it is no range or its weight is no number from 0 to 1.
    init?(_ text: Substring) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false)
        guard let head = parts.first, head.contains("/") else { return nil }
        var version: String?
        var quality = 1.0
        for parameter in parts.dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { continue }
            let value = Self.trimmed(pair[1])
            switch Self.trimmed(pair[0]).lowercased() {
            case "version":
                version = value
            case "q":
                guard let weight = Double(value), (0...1).contains(weight) else { return nil }
                quality = weight
            default:
                continue
            }
        }
        self.type = Self.trimmed(head).lowercased()
        self.version = version
        self.quality = quality
    }

    /// Without the white space and quotes around it.
    private static func trimmed(_ text: Substring) -> String {
        let around: (Character) -> Bool = { $0.isWhitespace || $0 == "\"" }
        var rest = text.drop(while: around)
        while let last = rest.last, around(last) { rest.removeLast() }
        return String(rest)
    }
}
