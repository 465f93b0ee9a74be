/// YAML while it is being written, in the narrow form that is easy to read: block mappings and lists, one key a line.
struct YAMLText {
    private(set) var text = ""
    private let indent: String

    init(indent: String = "") {
        self.indent = indent
    }

    /// `key: value`, the value in quotes where it would mean something else without.
    mutating func add(_ key: String, _ value: String) {
        text += "\(indent)\(Self.scalar(key)): \(Self.scalar(value))\n"
    }

    /// `key: value` with a value that is a number, a boolean, a duration or a size, never in quotes.
    mutating func add(_ key: String, plain value: some CustomStringConvertible) {
        text += "\(indent)\(Self.scalar(key)): \(value)\n"
    }

    /// `key: [a, b]`
    mutating func add(_ key: String, list: [String]) {
        text += "\(indent)\(Self.scalar(key)): [\(list.map(Self.scalar).joined(separator: ", "))]\n"
    }

    /// A mapping under `key`, as `build` writes it; nothing where it writes nothing.
    mutating func add(_ key: String, _ build: (inout YAMLText) -> Void) {
        var inner = YAMLText(indent: indent + "  ")
        build(&inner)
        if !inner.text.isEmpty { text += "\(indent)\(Self.scalar(key)):\n\(inner.text)" }
    }

    /// A list of mappings under `key`, each as `build` writes it.
    mutating func add<Item>(_ key: String, each items: [Item], _ build: (Item, inout YAMLText) -> Void) {
        guard !items.isEmpty else { return add(key, list: []) }
        text += "\(indent)\(Self.scalar(key)):\n"
        for item in items {
            var inner = YAMLText(indent: indent + "    ")
            build(item, &inner)
            text += "\(indent)  - \(inner.text.dropFirst(indent.count + 4))"
        }
    }

    /// A line for people.
    mutating func comment(_ words: String) {
        text += "\(indent)# \(words)\n"
    }

    private static func scalar(_ text: String) -> String {
        let isPlain =
            text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
                    UInt8(ascii: "/"), UInt8(ascii: "@"):
                    true
                default: false
                }
            } && text.first.map { $0.isLetter || $0 == "/" } ?? false
        guard !isPlain || ["null", "true", "false", "yes", "no", "on", "off"].contains(text.lowercased()) else {
            return text
        }
        return quoted(text)
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\x" + (digits.count < 2 ? "0" : "") + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
