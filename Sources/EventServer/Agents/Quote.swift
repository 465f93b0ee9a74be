/// Quotes a request in an answer: whole while it is short, else its beginning and its end, so that events stay small.
enum Quote {
    /// Characters that are quoted whole.
    static let longest = 2000

    static func of(_ text: String) -> String {
        guard text.utf8.count > longest, text.count > longest else { return text }
        return "\(text.prefix(longest / 2)) … \(text.suffix(longest / 2))"
    }
}
