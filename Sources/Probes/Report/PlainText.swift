/// Text of a server, made fit for a terminal: an escape sequence in a close reason must not move anybody's cursor.
package enum PlainText {
    /// `text` on one line, with control characters, line breaks and direction marks shown as `\u{…}`; where nothing
    /// but ASCII may be used, everything else too.
    package static func of(_ text: String, isASCII: Bool = false) -> String {
        func hides(_ scalar: Unicode.Scalar) -> Bool { isHidden(scalar) || (isASCII && !scalar.isASCII) }
        guard text.unicodeScalars.contains(where: hides) else { return text }
        var shown = ""
        for scalar in text.unicodeScalars {
            if hides(scalar) {
                shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
        case .format: scalar != "\u{200D}"
        default: false
        }
    }

    /// `text` broken between words into lines of at most `width` characters; longer words stay whole.
    static func wrapped(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if line.isEmpty {
                line = String(word)
            } else if line.count + 1 + word.count <= width {
                line += " " + word
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        return lines + [line]
    }

    /// `text` in `width` characters: filled up with spaces, or cut with `…`.
    package static func fitted(_ text: String, to width: Int, isRight: Bool = false, ellipsis: String = "…") -> String {
        let count = text.count
        guard count <= width else { return text.prefix(max(0, width - ellipsis.count)) + ellipsis }
        let space = String(repeating: " ", count: width - count)
        return isRight ? space + text : text + space
    }
}
