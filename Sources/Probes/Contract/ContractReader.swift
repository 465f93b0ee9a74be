internal import Configuration
internal import Results

/// Makes a contract of a configuration file, or reports everything that is wrong in it.
struct ContractReader {
    /// The contract that `root` describes; nil once something was reported.
    static func contract(_ root: ConfigNode) -> Contract? {
        guard let map = root.mapping() else { return nil }
        let name = map.required("contract", "the name that results show")?.string()
        let events = map.required("events", "the events of a run")?.list(count: 1...200)
        let rules = EventListReader.rules(events ?? [], answers: map.optional("answers"))
        let reader = ContractReader(rules: rules ?? [])
        let failures = reader.frames(map.optional("failures"))
        let survivable = reader.survivable(map.optional("survivable"), among: failures)
        let fallbacks = reader.frames(map.optional("fallbacks"), default: ["agent_fallback"])
        let ends = reader.frames(map.optional("ends"))
        let placeholders = reader.texts(map.optional("placeholders"))
        let fallbackAnswers = reader.texts(map.optional("fallback_answers"))
        let asserts = reader.asserts(map.optional("asserts"))
        let aliases = reader.aliases(map.optional("aliases"))
        let severities = reader.severities(map.optional("severity"))
        map.finish()
        guard let name, let rules else { return nil }
        return Contract(
            name: name,
            events: rules,
            failures: failures,
            survivable: survivable,
            fallbacks: fallbacks,
            ends: ends,
            placeholders: placeholders,
            fallbackAnswers: fallbackAnswers,
            asserts: asserts,
            aliases: aliases,
            severities: severities
        )
    }

    private let rules: [EventRule]
    private var names: [String] { rules.map(\.name) }

    private func texts(_ node: ConfigNode?) -> [String] {
        node?.list()?.compactMap { $0.string(allowingEmpty: true) } ?? []
    }

    /// Names of frames that are no events of the contract.
    private func frames(_ node: ConfigNode?, default missing: [String] = []) -> [String] {
        guard let node else { return missing.filter { !names.contains($0) } }
        var seen: [String] = []
        for item in node.list() ?? [] {
            guard let name = item.string() else { continue }
            if names.contains(name) {
                item.report("\(name) is an event of this contract already; remove it here or there")
            } else if seen.contains(name) {
                item.report("\(name) stands in this list already; remove one")
            } else {
                seen.append(name)
            }
        }
        return seen
    }

    private func survivable(_ node: ConfigNode?, among failures: [String]) -> [String] {
        guard let node else { return failures.filter { $0 == "tool_error" } }
        return (node.list() ?? []).compactMap { item in
            guard let name = item.string() else { return nil }
            guard failures.contains(name) else {
                item.report("\(name) is none of the failures; add it there, or remove it here")
                return nil
            }
            return name
        }
    }

    private func asserts(_ node: ConfigNode?) -> [Assertion] {
        (node?.list() ?? []).compactMap { item in
            guard let map = item.mapping() else { return nil }
            let eventNode = map.required("event", "the event that is looked at")
            let event = eventNode?.string()
            let path = map.required("path", "a place like $.results.status")?
                .value("a path like $.results.status or $.items[0][\"a b\"]") { JSONPath($0) }
            let equals = map.required("equals", "the value that must be there").flatMap(ScalarReader.value)
            map.finish()
            guard let event, let path, let equals else { return nil }
            guard names.contains(event) else {
                eventNode?.report("\(event) is no event of this contract; want \(names.joined(separator: ", "))")
                return nil
            }
            return Assertion(event: event, path: path, equals: equals)
        }
    }

    private func aliases(_ node: ConfigNode?) -> [String: String] {
        var aliases: [String: String] = [:]
        for (alias, item) in node?.mapping()?.entries ?? [] {
            guard let name = item.string() else { continue }
            if names.contains(alias) {
                item.report("\(alias) is an event of this contract itself; remove the alias")
            } else if !names.contains(name) {
                item.report("\(name) is no event of this contract; want \(names.joined(separator: ", "))")
            } else {
                aliases[alias] = name
            }
        }
        return aliases
    }

    private func severities(_ node: ConfigNode?) -> [FailureClass: Severity] {
        var severities: [FailureClass: Severity] = [:]
        for (name, item) in node?.mapping()?.entries ?? [] {
            let severity = item.choice(of: Severity.self)
            guard let failureClass = FailureClass(rawValue: name) else {
                item.report("\(name) is no class of findings; want one like late_event or duplicate_event")
                continue
            }
            guard failureClass.defaultSeverity != nil else {
                item.report("\(name) is the monitor's own trouble and has no severity; remove it")
                continue
            }
            if let severity { severities[failureClass] = severity }
        }
        return severities
    }
}
