/// What may stand in an Origin header (RFC 6454 §7).
public enum OriginText {
    /// What is wanted, for messages.
    public static let wanted = "an origin like https://app.example.com, without a path"

    /// Whether `text` is an origin, or the `null` of a document that has none.
    public static func isOne(_ text: String) -> Bool {
        if text == "null" { return true }
        guard let mark = text.firstRange(of: "://"), mark.lowerBound > text.startIndex else { return false }
        let host = text[mark.upperBound...]
        return !host.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
            && !host.contains { "/?#@".contains($0) }
    }
}
