internal import Configuration

/// Reads the values that an assertion compares with.
enum ScalarReader {
    /// `null`, a boolean, a number or text as YAML writes it: what stands in quotes is text.
    static func value(_ node: ConfigNode) -> JSONValue? {
        switch node.kind {
        case .nothing: return .null
        case .text: break
        case .list, .mapping:
            node.report("an assertion compares one value; want text, a number, true, false or null")
            return nil
        case .refused: return nil
        }
        guard let text = node.string(allowingEmpty: true) else { return nil }
        guard !node.isQuoted else { return .string(text) }
        switch text {
        case "true": return true
        case "false": return false
        default:
            // What is written as JSON writes a number is one; anything else is text.
            guard let value = try? JSONValue(parsing: text), case .number = value else { return .string(text) }
            return value
        }
    }
}
