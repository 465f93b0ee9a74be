/// Writing.
extension JSONValue {
    /// In which order the members of an object are written.
    public enum Order: Sendable {
        /// As they were written or put in.
        case given
        /// By name, in the order of their UTF-8 bytes; of a name that came more than once, the last value alone.
        case sorted
    }

    /// The value as JSON on one line, without white space.
    public func text(_ order: Order = .given) -> String {
        var text: [UInt8] = []
        write(to: &text, order)
        return String(decoding: text, as: UTF8.self)
    }

    private func write(to text: inout [UInt8], _ order: Order) {
        switch self {
        case .null: text += "null".utf8
        case .bool(let value): text += (value ? "true" : "false").utf8
        case .number(let number): text += number.literal.utf8
        case .string(let string): Self.quote(string, to: &text)
        case .array(let items):
            text.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                item.write(to: &text, order)
            }
            text.append(UInt8(ascii: "]"))
        case .object(let object):
            text.append(UInt8(ascii: "{"))
            for (index, member) in object.members(in: order).enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                Self.quote(member.name, to: &text)
                text.append(UInt8(ascii: ":"))
                member.value.write(to: &text, order)
            }
            text.append(UInt8(ascii: "}"))
        }
    }

    /// Writes what RFC 8259 §7 says has to be escaped, and nothing else, as an escape.
    private static func quote(_ string: String, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            switch byte {
            case 0x22, 0x5C: text += [0x5C, byte]
            case 0x0A: text += "\\n".utf8
            case 0x0D: text += "\\r".utf8
            case 0x09: text += "\\t".utf8
            case 0..<0x20: text += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
            default: text.append(byte)
            }
        }
        text.append(UInt8(ascii: "\""))
    }
}

extension JSONObject {
    fileprivate func members(in order: JSONValue.Order) -> [Member] {
        switch order {
        case .given: members
        case .sorted:
            byName.map { Member($0.key, $0.value) }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    /// An array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object, its members in the order in which they stand.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements.map { JSONObject.Member($0.0, $0.1) }))
    }
}
