/// Takes words out of a text, wherever they stand in it.
enum Blot {
    /// `text` with every occurrence of `word` written as `replacement`.
    ///
    /// Bytes are compared, not characters: an accent behind a word makes another character of its last letter, and
    /// the word would stay.
    static func replacing(_ word: String, with replacement: String, in text: String) -> String {
        guard let first = word.utf8.first, text.utf8.contains(first) else { return text }
        return String(decoding: Array(text.utf8).replacing(word.utf8, with: replacement.utf8), as: UTF8.self)
    }
}
