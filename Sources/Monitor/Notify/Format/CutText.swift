/// Cuts a text where a receiver would refuse it.
enum CutText {
    /// At most `limit` UTF-16 units of `text`, cut between characters, with `…` where something is missing.
    ///
    /// Receivers do not say whether they count characters, code points or UTF-16 units; there are never fewer of the last.
    static func cut(_ text: String, to limit: Int) -> String {
        // The count of a text that came from outside may be large, and only its beginning matters.
        guard text.utf16.index(text.startIndex, offsetBy: limit + 1, limitedBy: text.endIndex) != nil else {
            return text
        }
        var room = limit - 1
        var result = ""
        for character in text {
            room -= character.utf16.count
            guard room >= 0 else { break }
            result.append(character)
        }
        return result + "…"
    }
}
