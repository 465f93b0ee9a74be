/// Text from a file made fit for one line of a terminal: hostile text moves no cursor and forges no second line.
enum OneLine {
    /// `text` with every control and line-breaking character written as an escape.
    static func escaping(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isUnsafe(scalar) {
                result += scalar.escaped(asASCII: true)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The first `limit` characters of `text`, escaped, with `…` where something was left out.
    static func snippet(_ text: String, limit: Int = 48) -> String {
        let start = text.unicodeScalars.prefix(limit)
        let whole = start.endIndex == text.unicodeScalars.endIndex
        return escaping(String(start)) + (whole ? "" : "…")
    }

    /// Controls, line and paragraph separators, and the formatting characters that reorder text (U+202E and its kin).
    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .format: true
        default: false
        }
    }
}
