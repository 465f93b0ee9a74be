/// A place inside a JSON value, as `$.results.items[0].status`.
///
/// Names of letters, digits, `_` and `-`, others as `["a b"]`; items count from 0. There are no wildcards and filters:
/// an assertion is about one value.
public struct JSONPath: Sendable, Equatable {
    /// One step into a value.
    public enum Step: Sendable, Equatable {
        case member(String)
        case item(Int)
    }

    /// From the outermost value to the one that is meant.
    public let steps: [Step]

    /// The path that `text` writes; nil where it is none.
    public init?(_ text: String) {
        var rest = text[...]
        guard rest.popFirst() == "$" else { return nil }
        var steps: [Step] = []
        while let sign = rest.popFirst() {
            switch sign {
            case ".":
                let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
                guard !name.isEmpty else { return nil }
                rest = rest[name.endIndex...]
                steps.append(.member(String(name)))
            case "[":
                guard let step = Self.bracket(&rest) else { return nil }
                steps.append(step)
            default:
                return nil
            }
        }
        self.steps = steps
    }

    /// What stands at the path in `value`; nil where there is nothing.
    public func value(in value: JSONValue) -> JSONValue? { self.value(in: value, from: 0) }

    /// What stands in `value` at the rest of the path, behind the first `start` steps.
    func value(in value: JSONValue, from start: Int) -> JSONValue? {
        var current = value
        for step in steps.dropFirst(start) {
            switch step {
            case .member(let name):
                guard let inner = current[name] else { return nil }
                current = inner
            case .item(let index):
                guard case .array(let items) = current, items.indices.contains(index) else { return nil }
                current = items[index]
            }
        }
        return current
    }

    private static func bracket(_ rest: inout Substring) -> Step? {
        guard let close = rest.firstIndex(of: "]") else { return nil }
        let inside = rest[..<close]
        rest = rest[rest.index(after: close)...]
        if inside.count >= 2, inside.first == "\"", inside.last == "\"" {
            return .member(String(inside.dropFirst().dropLast()))
        }
        guard inside.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = Int(inside) else { return nil }
        return .item(index)
    }
}

extension JSONPath: CustomStringConvertible {
    /// The path as it is written.
    public var description: String {
        steps.reduce("$") { text, step in
            switch step {
            case .member(let name):
                let isPlain = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
                return isPlain ? "\(text).\(name)" : "\(text)[\"\(name)\"]"
            case .item(let index): return "\(text)[\(index)]"
            }
        }
    }
}
