/// What stands behind `Authorization: Bearer` (RFC 6750 §2.1).
enum BearerToken {
    /// The token of a header's value; nil for another scheme.
    static func read(_ value: String) -> String? {
        let words = value.split(separator: " ", omittingEmptySubsequences: true)
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        return String(words[1])
    }
}
