/// Why bytes are not the text of a configuration file, or why that text is not YAML.
enum TextDefect: Error, Equatable {
    case empty
    case tooLarge(limit: Int)
    case utf16
    case notUTF8
    case forbidden(Unicode.Scalar)
    case loneCarriageReturn
    case tab
    case unquoted
    case secondDocument
    case tooDeep(limit: Int)
    case duplicate(key: String)
    case notYAML(problem: String, context: String?, line: Int?)
}

extension TextDefect: CustomStringConvertible {
    /// What is wrong and what would be right.
    var description: String {
        switch self {
        case .empty:
            return "the file is empty; want a mapping, as `key: value`"
        case .tooLarge(let limit):
            return "the file is larger than \(ByteSizeText.format(limit)); split it"
        case .utf16:
            return "the file is UTF-16; save it as UTF-8"
        case .notUTF8:
            return "this byte is not UTF-8; save the file as UTF-8"
        case .forbidden(let scalar):
            let code = String(scalar.value, radix: 16, uppercase: true)
            let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
            return "the character U+\(padded) cannot stand in a file; remove it, or write an escape in double quotes"
        case .loneCarriageReturn:
            return "a carriage return without a line feed; end lines with LF or CRLF"
        case .tab:
            return "a tab cannot indent or separate; use spaces"
        case .unquoted:
            return "this character cannot begin a value; put the value in quotes"
        case .secondDocument:
            return "a second document begins here; one file holds one document"
        case .tooDeep(let limit):
            return "nested deeper than \(limit) levels; write it flatter"
        case .duplicate(let key):
            return "the key \(OneLine.snippet(key)) is given more than once in one mapping; keep one"
        case .notYAML(let problem, let context, let line):
            // "block sequence entries are not allowed in this context" and the like: libyaml's own words are fixed
            // texts and show nothing of the file.
            let begun = context.map { " \($0)" } ?? ""
            let place = line.map { ", begun on line \($0)" } ?? ""
            return "not valid YAML: \(problem)\(begun)\(place)"
        }
    }
}
