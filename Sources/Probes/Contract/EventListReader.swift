internal import Configuration

/// Reads the `events` of a contract: a list that is an order, or a relation written with `after`.
struct EventListReader {
    /// A rule and where it is written.
    private struct Entry {
        var rule: EventRule
        let map: ConfigMapping
        /// Whether `after` was written; the list is its short form.
        let hasAfter: Bool
    }

    private var entries: [Entry] = []

    /// The rules of the list; nil where something was reported.
    static func rules(_ items: [ConfigNode], answers: ConfigNode?) -> [EventRule]? {
        var reader = EventListReader()
        for item in items { reader.read(item) }
        guard reader.entries.count == items.count, !items.isEmpty else { return nil }
        reader.orderAsListed()
        reader.readAnswers(answers)
        EventListCheck.check(reader.entries.map { ($0.rule, $0.map) })
        return reader.entries.map(\.rule)
    }

    private mutating func read(_ item: ConfigNode) {
        guard let map = item.mapping() else { return }
        let name = map.required("event", "its name on the wire")?.string()
        var rule = EventRule(name ?? "")
        let after = map.optional("after")
        rule.after = after?.list()?.compactMap { $0.string() } ?? []
        rule.isOptional = map.optional("optional")?.bool() ?? false
        rule.repeats = map.optional("repeats")?.bool() ?? false
        rule.isTerminal = map.optional("terminal")?.bool() ?? false
        rule.within = map.optional("within")?.duration(in: .milliseconds(1)...DurationText.longest)
        rule.requires = map.optional("requires")?.list()?.compactMap { $0.string() } ?? []
        rule.pairing = pairing(map)
        rule.answer = map.optional("answer")?.string()
        if rule.answer == nil, rule.isTerminal, rule.requires.contains(FieldFamily.answer.name) {
            rule.answer = FieldFamily.answer.name
        }
        map.allow("answers")
        map.finish()
        guard name != nil else { return }
        entries.append(Entry(rule: rule, map: map, hasAfter: after != nil))
    }

    private func pairing(_ map: ConfigMapping) -> Pairing? {
        let opener = map.oneOf("pairs_with", "inside")
        let by = map.optional("by")
        let open = map.optional("may_stay_open")
        let mayStayOpen = open?.bool() ?? false
        guard let opener else {
            by?.report("is the field of a pair; give pairs_with or inside, or remove it")
            open?.report("is said of a pair; give pairs_with, or remove it")
            return nil
        }
        guard let by else {
            opener.node.report("needs by, the field that both events share, as by: tool_name")
            return nil
        }
        guard let name = opener.node.string(), let key = by.string() else { return nil }
        var pairing = Pairing(opener: name, by: key)
        pairing.bond = opener.key == "inside" ? .inside : .closes
        pairing.mayStayOpen = mayStayOpen
        return pairing
    }

    /// An event without `after` comes after the one before it in the list.
    private mutating func orderAsListed() {
        for index in entries.indices.dropFirst() where !entries[index].hasAfter {
            entries[index].rule.after = [entries[index - 1].rule.name]
        }
    }

    /// `answers: nonce` may stand at the terminal event or at the contract.
    private mutating func readAnswers(_ contractWide: ConfigNode?) {
        for index in entries.indices {
            guard let node = entries[index].map.optional("answers") else { continue }
            guard entries[index].rule.isTerminal else {
                node.report("is said of the terminal event; move it there")
                continue
            }
            contractWide?.report("is said at the terminal event already; remove one")
            demandNonce(node, at: index)
        }
        guard let contractWide, let index = entries.firstIndex(where: \.rule.isTerminal) else { return }
        demandNonce(contractWide, at: index)
    }

    private mutating func demandNonce(_ node: ConfigNode, at index: Int) {
        guard node.value("nonce", { $0 == "nonce" ? true : nil }) != nil else { return }
        entries[index].rule.answerEchoesNonce = true
        entries[index].rule.answer = entries[index].rule.answer ?? FieldFamily.answer.name
    }
}
