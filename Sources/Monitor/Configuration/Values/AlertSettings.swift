import Probes

/// What the files that `alerts` names say: when somebody is told, and who.
public struct AlertSettings: Sendable, Equatable {
    /// The rules that are in force, in the order of the files.
    public var rules: [AlertRule]
    /// The receivers that are in force, in the order of the file.
    public var receivers: [AlertReceiver]

    /// Settings of these; by default nobody is told anything.
    public init(rules: [AlertRule] = [], receivers: [AlertReceiver] = []) {
        self.rules = rules
        self.receivers = receivers
    }

    /// What the engine goes by, for the probes that are scheduled.
    public func plan(for probes: [ConfiguredProbe]) -> AlertPlan {
        AlertPlan(
            rules: rules,
            targets: Dictionary(
                probes.map { ($0.plan.name, $0.plan.target.name) },
                uniquingKeysWith: { first, _ in first }
            ),
            policies: Dictionary(receivers.map { ($0.name, $0.policy) }, uniquingKeysWith: { first, _ in first })
        )
    }
}
