import Configuration
import Results

/// Reads `sla`: how long each step of a run may take.
struct BudgetReader {
    /// What the probe is held to.
    private(set) var budgets = Budgets()
    private var given: [DurationOrder.Side] = []
    private var total: DurationOrder.Side?

    private static let range = Duration.milliseconds(1) ... .seconds(86_400)

    /// What `layers` say; `events` are the events of the probe's contract, nil where it could not be read.
    static func read(_ layers: Layers, events: [String]?) -> BudgetReader {
        var result = BudgetReader()
        let sla = layers.mappings("sla")
        result.budgets.connect = result.budget("connect", sla)
        result.budgets.welcome = result.budget("welcome", sla)
        result.budgets.firstEvent = result.budget("first_event", sla)
        result.budgets.gap = result.budget("gap", sla)
        result.budgets.stall = result.budget("stall", sla)
        let standard = Budgets().total ?? .seconds(5)
        if let setting = sla.setting("total", default: standard, { $0.duration(in: range) }) {
            result.budgets.total = setting.value
            result.total = DurationOrder.Side(name: "sla.total", setting: setting)
        }
        result.readEvents(sla.mappings("events"), known: events)
        sla.finish()
        return result
    }

    /// Reports budgets that can never be exceeded.
    func check(timeout: DurationOrder.Side) {
        for side in given + [total].compactMap(\.self) {
            // A default that is longer is nobody's mistake: the run just ends before.
            guard side.setting.layer != .builtIn else { continue }
            DurationOrder(shorter: side, longer: timeout, isToldAtLonger: false).check()
        }
        guard let total else { return }
        for side in given where Self.isPartOfTotal(side.name) {
            DurationOrder(shorter: side, longer: total, isToldAtLonger: false).check()
        }
    }

    /// Whether the step lies between the request and the end. A stall may be longer: `total` ends no run.
    private static func isPartOfTotal(_ name: String) -> Bool {
        !["sla.connect", "sla.welcome", "sla.stall"].contains(name)
    }

    private mutating func budget(_ key: String, _ sla: Layers) -> Duration? {
        guard let setting = sla.setting(key, { $0.duration(in: Self.range) }) else { return nil }
        given.append(DurationOrder.Side(name: "sla.\(key)", setting: setting))
        return setting.value
    }

    private mutating func readEvents(_ layers: Layers, known: [String]?) {
        for event in layers.keys {
            guard let setting = layers.setting(event, { $0.duration(in: Self.range) }) else { continue }
            if let known, !known.contains(event) {
                let meant = NearestName.of(event, among: known).map { "did you mean \($0)?" }
                setting.node?.report(
                    "is no event of the contract; \(meant ?? "want \(known.joined(separator: ", "))")"
                )
            }
            budgets.events[event] = setting.value
            given.append(DurationOrder.Side(name: "sla.events.\(event)", setting: setting))
        }
    }
}
