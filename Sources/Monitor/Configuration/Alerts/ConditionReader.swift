import Configuration
import Results

/// Reads `when`: what a rule waits for.
enum ConditionReader {
    private static let hint = "one of failures with of, consecutive, class, absent, burn_rate, p95"

    /// The condition that `node` says; nil when something was reported, or it is not in force yet.
    static func read(_ node: ConfigNode) -> AlertCondition? {
        guard let map = node.mapping() else { return nil }
        let of = map["of"]
        let given = map.oneOf("failures", "consecutive", "class", "absent", "burn_rate", "p95")
        defer { map.finish() }
        if let of, given?.key != "failures" { of.report("belongs to failures; give failures: N beside it") }
        guard let given else {
            node.report("says nothing to wait for; give \(hint)")
            return nil
        }
        switch given.key {
        case "failures": return failures(given.node, of)
        case "consecutive": return given.node.int(in: 1...AlertCondition.longest).map(AlertCondition.consecutive)
        case "class": return classes(given.node)
        case "absent": return given.node.duration(in: .seconds(1) ... .seconds(30 * 86_400)).map(AlertCondition.absent)
        case "burn_rate":
            _ = given.node.string()
            given.node.noteUnbuilt()
            return nil
        case _:
            percentile(map, given.node)
            return nil
        }
    }

    private static func failures(_ node: ConfigNode, _ of: ConfigNode?) -> AlertCondition? {
        let count = node.int(in: 1...AlertCondition.longest)
        guard let of else {
            node.report("needs of beside it; give how many of the last cycles are counted, like of: 3")
            return nil
        }
        guard let total = of.int(in: 1...AlertCondition.longest), let count else { return nil }
        guard count <= total else {
            node.report("\(count) of \(total) can never be; lower failures or raise of")
            return nil
        }
        return .failures(count: count, of: total)
    }

    private static func classes(_ node: ConfigNode) -> AlertCondition? {
        guard let items = node.list(count: 1...FailureClass.allCases.count) else { return nil }
        var classes: [FailureClass] = []
        for item in items {
            guard let found = item.choice(of: FailureClass.self) else { continue }
            if found.defaultSeverity == nil {
                item.report("is a trouble of the monitor's own, and inconclusive; no rule counts it. Use absent")
            } else {
                classes.append(found)
            }
        }
        return .classes(classes)
    }

    private static func percentile(_ map: ConfigMapping, _ node: ConfigNode) {
        _ = node.string()
        _ = map.required("above", "how long is too long, like 4s")?.duration()
        _ = map.required("over", "over what time it is taken, like 10m")?.duration()
        node.noteUnbuilt()
    }
}
