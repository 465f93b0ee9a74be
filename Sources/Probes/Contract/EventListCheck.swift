internal import Configuration

/// Checks that the events of a contract make sense together.
struct EventListCheck {
    private let entries: [(rule: EventRule, map: ConfigMapping)]

    /// Reports what does not fit together.
    static func check(_ entries: [(EventRule, ConfigMapping)]) {
        let check = EventListCheck(entries: entries.map { (rule: $0.0, map: $0.1) })
        check.uniqueNames()
        check.terminal()
        check.references()
        check.circles()
        check.pairs()
    }

    private var names: [String] { entries.map(\.rule.name) }

    private func uniqueNames() {
        var seen: Set<String> = []
        for (rule, map) in entries where !seen.insert(rule.name).inserted {
            map["event"]?.report("\(rule.name) stands in this list already; remove one")
        }
    }

    private func terminal() {
        let terminals = entries.filter(\.rule.isTerminal)
        guard let first = terminals.first else {
            entries.last?.map.node.report("no event is terminal; give one of them terminal: true")
            return
        }
        for (_, map) in terminals.dropFirst() {
            map["terminal"]?.report("\(first.rule.name) is terminal already; one event ends a run")
        }
        let (rule, map) = first
        if rule.isOptional { map["optional"]?.report("a run cannot do without its terminal event; remove it") }
        if rule.repeats { map["repeats"]?.report("the terminal event comes once; remove it") }
        if rule.pairing != nil {
            map.oneOf("pairs_with", "inside")?.node.report("the terminal event ends the run, not a pair; remove it")
        }
    }

    private func references() {
        for (rule, map) in entries {
            let known = names.joined(separator: ", ")
            for name in rule.after {
                let place = map["after"] ?? map.node
                if !names.contains(name) {
                    place.report("\(name) is no event of this contract; want \(known)")
                } else if entries.contains(where: { $0.rule.name == name && $0.rule.isTerminal }) {
                    place.report(
                        "\(rule.name) cannot come after \(name), which is terminal; put it before, or give after"
                    )
                }
            }
            guard let opener = rule.pairing?.opener, let place = map.oneOf("pairs_with", "inside")?.node else {
                continue
            }
            if !names.contains(opener) {
                place.report("\(opener) is no event of this contract; want \(known)")
            } else if opener == rule.name {
                place.report("an event is no pair with itself")
            }
        }
    }

    /// An event that has to come after itself can never come. (That nothing comes after the end was told already.)
    private func circles() {
        let after = Dictionary(entries.map { ($0.rule.name, $0.rule.after) }) { first, _ in first }
        for (rule, map) in entries where !rule.isTerminal {
            var open = rule.after
            var seen: Set<String> = []
            while let name = open.popLast() {
                if name == rule.name {
                    (map["after"] ?? map.node).report("\(rule.name) would have to come after itself; break the circle")
                    return
                }
                let isTerminal = entries.contains { $0.rule.name == name && $0.rule.isTerminal }
                if seen.insert(name).inserted, !isTerminal { open += after[name] ?? [] }
            }
        }
    }

    /// An earlier half is found by one field, and what comes inside a pair needs the event that completes it.
    private func pairs() {
        for (rule, map) in entries {
            guard let pairing = rule.pairing else { continue }
            let others = entries.filter { $0.rule.pairing?.opener == pairing.opener }
            if let first = others.first?.rule, let key = first.pairing?.key, key != pairing.key {
                map["by"]?.report(
                    "\(first.name) is paired with \(pairing.opener) by \(key); all pairs of an event share one field"
                )
            }
            guard pairing.bond == .inside, !others.contains(where: { $0.rule.pairing?.bond == .closes }) else {
                continue
            }
            map["inside"]?.report(
                "nothing completes \(pairing.opener); give another event pairs_with: \(pairing.opener)"
            )
        }
    }
}
