import Configuration
import Results

/// Reads how often a probe runs and how long everything in it may take, and checks these against each other.
struct TimingReader {
    let every: Duration
    let timeout: Duration
    let linger: Duration
    let budgets: Budgets

    /// What `layers` say; nil when some of it is wrong by itself, which has been reported then.
    static func read(_ layers: Layers, events: [String]?) -> TimingReader? {
        let every = layers.setting("every", default: .seconds(15)) {
            $0.duration(in: .milliseconds(100) ... .seconds(7 * 86_400))
        }
        let timeout = layers.setting("timeout", default: .seconds(10)) {
            $0.duration(in: .milliseconds(10) ... .seconds(86_400))
        }
        let linger = layers.setting("linger", default: .milliseconds(250)) { $0.duration(in: .zero ... .seconds(60)) }
        let sla = BudgetReader.read(layers, events: events)
        guard let timeout else { return nil }
        let limit = DurationOrder.Side(name: "timeout", setting: timeout)
        sla.check(timeout: limit)
        if let linger, linger.layer != .builtIn {
            let side = DurationOrder.Side(name: "linger", setting: linger)
            DurationOrder(shorter: side, longer: limit, isToldAtLonger: false).check()
        }
        guard let every, let linger else { return nil }
        let period = DurationOrder.Side(name: "every", setting: every)
        DurationOrder(shorter: limit, longer: period, isToldAtLonger: true).check()
        return TimingReader(every: every.value, timeout: timeout.value, linger: linger.value, budgets: sla.budgets)
    }
}
