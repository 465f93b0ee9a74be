/// The entries of a mapping. It remembers which keys were asked for; `finish()` reports all others.
public struct ConfigMapping {
    /// The mapping itself.
    public let node: ConfigNode

    private let nodes: [String: ConfigNode]
    private let order: [String]
    private let asked: AskedKeys

    init(_ node: ConfigNode, entries: [YAMLNode.Entry]) {
        self.node = node
        order = entries.map(\.key)
        nodes = Dictionary(
            entries.map { entry in
                let path = node.valuePath.key(entry.key)
                return (entry.key, ConfigNode(yaml: entry.value, documentPath: path, source: node.source))
            },
            uniquingKeysWith: { first, _ in first }
        )
        asked = AskedKeys(log: node.log)
    }

    /// The value at `key`; nil when there is none, and that is no problem.
    public func optional(_ key: String) -> ConfigNode? {
        asked.add(key)
        return nodes[key]
    }

    /// The value at `key`; a problem when there is none. `hint` says what to give: `the address, ws:// or wss://`.
    public func required(_ key: String, _ hint: String? = nil) -> ConfigNode? {
        if let node = optional(key) { return node }
        node.report("\(key) is missing; \(hint.map { "give \($0)" } ?? "it has no default")")
        return nil
    }

    /// The same as `optional(key)`.
    public subscript(key: String) -> ConfigNode? { optional(key) }

    /// The one of `keys` that is given, nil when none is; a second one is a problem at its place.
    public func oneOf(_ keys: String...) -> (key: String, node: ConfigNode)? {
        keys.forEach(asked.add)
        let given = order.filter(keys.contains)
        guard let first = given.first, let node = nodes[first] else { return nil }
        for other in given.dropFirst() {
            nodes[other]?.report("cannot stand beside \(first); keep one of the two")
        }
        return (first, node)
    }

    /// Every entry in the order of the file, for mappings whose keys are the user's own, as headers are.
    ///
    /// No key is unknown then, so that there is nothing to finish.
    public var entries: [(key: String, node: ConfigNode)] {
        order.forEach(asked.add)
        asked.finish()
        return order.compactMap { key in nodes[key].map { (key, $0) } }
    }

    /// Makes `keys` known without reading them.
    public func allow(_ keys: String...) {
        keys.forEach(asked.add)
    }

    /// Reports each key that was not asked for. To be called once everything was, and before the reader gives up.
    public func finish() {
        asked.finish()
        for key in order where !asked.contains(key) {
            nodes[key]?.report("unknown key; \(advice(on: key))")
        }
    }

    private func advice(on key: String) -> String {
        let known = asked.inOrder
        // What is given already is not what was meant.
        if let near = NearestName.of(key, among: known.filter { nodes[$0] == nil }) { return "did you mean \(near)?" }
        return known.isEmpty ? "remove it" : "want \(known.joined(separator: ", "))"
    }
}

extension ConfigMapping: CustomStringConvertible, CustomReflectable {
    /// The place and the path; never a value, which may be a secret.
    public var description: String { node.description }

    /// A mirror without children: the values may be secrets.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
