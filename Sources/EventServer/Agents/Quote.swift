/// Quotes a request in an answer: whole while it is short, else its beginning and its end, so that events stay small.
enum Quote {
    /// Unicode scalars that are quoted whole; a single character may have more.
    static let longest = 2000

    static func of(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard text.utf8.count > longest, scalars.count > longest else { return text }
        return "\(String(scalars.prefix(longest / 2))) … \(String(scalars.suffix(longest / 2)))"
    }
}
