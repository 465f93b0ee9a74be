internal import Configuration
internal import Results

/// Makes a contract of a configuration file, or reports everything that is wrong in it.
enum ContractReader {
    /// The contract that `root` describes; nil once something was reported.
    static func contract(_ root: ConfigNode) -> Contract? {
        guard let map = root.mapping() else { return nil }
        let name = map.required("contract", "the name that results show")?.string()
        let events = map.required("events", "the events of a run")?.list(count: 1...200)
        let rules = EventListReader.rules(events ?? [], answers: map.optional("answers"))
        var words = WordList(events: rules?.map(\.name))
        let failures = words.frames(map.optional("failures"), as: "one of the failures")
        let ends = words.frames(map.optional("ends"), as: "one of the ends")
        let fallbacks = words.frames(map.optional("fallbacks"), as: "one of the fallbacks", default: ["agent_fallback"])
        let survivable = survivable(map.optional("survivable"), among: failures)
        let aliases = words.aliases(map.optional("aliases"))
        let asserts = asserts(map.optional("asserts"), words)
        let placeholders = texts(map.optional("placeholders"))
        let fallbackAnswers = texts(map.optional("fallback_answers"))
        let severities = severities(map.optional("severity"))
        map.finish()
        guard let name, let rules else { return nil }
        guard FieldBook.holds(rules, asserts) else {
            root.report("asks for more than \(FieldBook.capacity) different fields; want fewer")
            return nil
        }
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

    private static func texts(_ node: ConfigNode?) -> [String] {
        node?.list()?.compactMap { $0.string(allowingEmpty: true) } ?? []
    }

    private static func survivable(_ node: ConfigNode?, among failures: [String]) -> [String] {
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

    private static func asserts(_ node: ConfigNode?, _ words: WordList) -> [Assertion] {
        (node?.list() ?? []).compactMap { item in
            guard let map = item.mapping() else { return nil }
            let event = map.required("event", "the event that is looked at").flatMap(words.event)
            let path = map.required("path", "a place like $.results.status")?
                .value("a path like $.results.status or $.items[0][\"a b\"]", path)
            let equals = map.required("equals", "the value that must be there").flatMap(ScalarReader.value)
            map.finish()
            guard let event, let path, let equals else { return nil }
            return Assertion(event: event, path: path, equals: equals)
        }
    }

    /// A path to a field or into it: an event as a whole equals nothing.
    private static func path(_ text: String) -> JSONPath? {
        guard let path = JSONPath(text), case .member = path.steps.first else { return nil }
        return path
    }

    private static func severities(_ node: ConfigNode?) -> [FailureClass: Severity] {
        var severities: [FailureClass: Severity] = [:]
        for (name, item) in node?.mapping()?.entries ?? [] {
            guard let failureClass = FailureClass(rawValue: name) else {
                item.report("\(name) is no class of findings; want one like late_event or duplicate_event")
                continue
            }
            guard failureClass.defaultSeverity != nil else {
                item.report("\(name) is the monitor's own trouble and has no severity; remove it")
                continue
            }
            severities[failureClass] = item.choice(of: Severity.self)
        }
        return severities
    }
}
