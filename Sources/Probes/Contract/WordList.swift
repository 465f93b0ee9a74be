internal import Configuration

/// Sees to it that each name on the wire means one thing to a contract.
struct WordList {
    /// In the order of the file; nil where the list itself is broken, so that nothing can be said about it.
    private let events: [String]?
    /// What each name means already, as a part of a sentence.
    private var meanings: [String: String] = [:]

    /// A list of the events' names alone.
    init(events: [String]?) {
        self.events = events
        for name in events ?? [] { meanings[name] = "an event of this contract" }
    }

    /// The name of an event; a problem where the contract has no such event.
    func event(_ node: ConfigNode) -> String? {
        guard let name = node.string() else { return nil }
        guard let events, !events.contains(name) else { return name }
        node.report("\(name) is no event of this contract; want \(events.joined(separator: ", "))")
        return nil
    }

    /// Names of frames that are no events; `missing` where the key is not given.
    mutating func frames(_ node: ConfigNode?, as meaning: String, default missing: [String] = []) -> [String] {
        guard let node else { return missing.filter { meanings[$0] == nil } }
        var names: [String] = []
        for item in node.list() ?? [] {
            guard let name = item.string() else { continue }
            if names.contains(name) {
                item.report("\(name) stands in this list already; remove one")
            } else if isFree(name, item) {
                names.append(name)
            }
        }
        for name in names { meanings[name] = meaning }
        return names
    }

    /// Other names of events.
    func aliases(_ node: ConfigNode?) -> [String: String] {
        var aliases: [String: String] = [:]
        for (alias, item) in node?.mapping()?.entries ?? [] {
            let name = event(item)
            if isFree(alias, item) { aliases[alias] = name }
        }
        return aliases
    }

    private func isFree(_ name: String, _ node: ConfigNode) -> Bool {
        guard let meaning = meanings[name] else { return true }
        node.report("\(name) is \(meaning) already; remove it here or there")
        return false
    }
}
