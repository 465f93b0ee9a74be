/// The rules in force, the probes that they are about, and what the receivers want.
public struct AlertPlan: Sendable, Equatable {
    /// In the order of the files.
    public var rules: [AlertRule]
    /// The target of each probe that is scheduled, by the probe's name.
    public var targets: [String: String]
    /// By the receiver's name. Whoever is named by a rule and is not here is told nothing.
    public var policies: [String: NotificationPolicy]

    /// A plan of these parts; without any, nothing is watched.
    public init(
        rules: [AlertRule] = [],
        targets: [String: String] = [:],
        policies: [String: NotificationPolicy] = [:]
    ) {
        self.rules = rules
        self.targets = targets
        self.policies = policies
    }
}
