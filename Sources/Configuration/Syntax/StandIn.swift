/// Characters that take the place of others while libyaml reads a text, so that every column stays what it is.
///
/// They are private use characters at the very end of Unicode; a file that contains one of them is refused.
enum StandIn {
    /// For the `*` of an alias. libyaml would expand aliases while it reads, a bomb too; so it reads a plain text
    /// instead, which is then known by its first character and refused at its place.
    static let alias: Unicode.Scalar = "\u{10FFFD}"
    /// For the `{` of a reference, so that `{ secret: ${env:SECRET} }` needs no quotes.
    static let open: Unicode.Scalar = "\u{10FFFC}"
    /// For the `}` of a reference.
    static let close: Unicode.Scalar = "\u{10FFFB}"

    static let all: Set<Unicode.Scalar> = [alias, open, close]

    /// A reference of more characters than this keeps its braces.
    private static let longestReference = 512

    /// The stand-in whose escape, `\U0010FFFD`, ends `scalars`: read from one, it would be taken for ours.
    static func escaped(atEndOf scalars: [Unicode.Scalar]) -> Unicode.Scalar? {
        guard let last = scalars.last, "BCDbcd".unicodeScalars.contains(last), scalars.count >= 10,
            scalars[scalars.count - 10] == "\\", scalars[scalars.count - 9] == "U"
        else { return nil }
        var digits = String.UnicodeScalarView()
        digits.append(contentsOf: scalars.suffix(8))
        return UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init).flatMap { all.contains($0) ? $0 : nil }
    }

    /// `scalars` with stand-ins; of the same length.
    static func putting(into scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result = scalars
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1
            guard next < scalars.count else { break }
            if scalar == "*", isAnchorName(scalars[next]) {
                result[index] = alias
            } else if scalar == "$", scalars[next] == "{", let end = endOfReference(in: scalars, from: next + 1) {
                result[next] = open
                result[end] = close
            }
        }
        return result
    }

    /// `text` as the file has it.
    static func removing(from text: String) -> String {
        guard text.unicodeScalars.contains(where: all.contains) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case alias: result.append("*")
            case open: result.append("{")
            case close: result.append("}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private static func isAnchorName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: false
        }
    }

    private static func endOfReference(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
        for index in start..<min(start + longestReference, scalars.count) {
            switch scalars[index] {
            case "}": return index
            case "\n", "{", "\"", "'", "\\": return nil
            default: continue
            }
        }
        return nil
    }
}
