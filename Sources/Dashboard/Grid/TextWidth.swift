/// Widths of texts in columns, as the grid draws them.
enum TextWidth {
    /// How many columns `text` takes.
    static func of(_ text: some StringProtocol, isASCII: Bool = false) -> Int {
        var width = 0
        for scalar in text.unicodeScalars {
            switch Grid.shown(scalar, isASCII).1 {
            case .narrow: width += 1
            case .wide: width += 2
            case .mark, .none, .forbidden: break
            }
        }
        return width
    }

    /// The longest beginning of `text` that takes at most `limit` columns; what was left out is told by `ellipsis`.
    static func fitted(_ text: String, to limit: Int, isASCII: Bool = false) -> String {
        guard limit > 0 else { return "" }
        // Long texts are not measured to their end.
        var (fits, width) = ("", 0)
        let ellipsis = isASCII ? "~" : "…"
        var short = ""
        for scalar in text.unicodeScalars {
            let (shown, kind) = Grid.shown(scalar, isASCII)
            let columns =
                switch kind {
                case .narrow: 1
                case .wide: 2
                case .mark: 0
                case .none, .forbidden: -1
                }
            guard columns >= 0 else { continue }
            if width + columns > limit { return short + ellipsis }
            width += columns
            fits.unicodeScalars.append(shown)
            if width <= limit - 1 { short = fits }
        }
        return fits
    }

    /// `text` broken between words into at most `lines` lines of at most `limit` columns; a longer word is cut.
    static func wrapped(_ text: String, to limit: Int, lines most: Int, isASCII: Bool = false) -> [String] {
        guard limit > 0, most > 0 else { return [] }
        var lines: [String] = []
        var (line, width) = ("", 0)
        for word in text.split(whereSeparator: \.isWhitespace) {
            let columns = of(word, isASCII: isASCII)
            if width == 0 {
                (line, width) = (String(word), columns)
            } else if width + 1 + columns <= limit {
                line += " " + word
                width += 1 + columns
            } else {
                lines.append(line)
                if lines.count > most { break }
                (line, width) = (String(word), columns)
            }
        }
        lines.append(line)
        guard lines.count > most else { return lines.map { fitted($0, to: limit, isASCII: isASCII) } }
        let last = lines[most - 1] + " " + lines[most]
        let kept = lines.prefix(most - 1).map { fitted($0, to: limit, isASCII: isASCII) }
        return kept + [fitted(last + String(repeating: " ", count: limit), to: limit, isASCII: isASCII)]
    }
}
