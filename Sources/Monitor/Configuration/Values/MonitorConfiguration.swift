public import Configuration
public import Probes
public import Transport

/// What `quintet.yaml` says, as far as this version does it.
///
/// What it does not do yet is checked all the same and told in `notes`.
public struct MonitorConfiguration: Sendable {
    /// Where `/metrics` and the rest of HTTP are served.
    public var listen = ListenAddress.monitor
    /// Own lateness beyond which a failure made of time is inconclusive.
    public var lag = Duration.milliseconds(100)
    /// Where the history is kept.
    public var store = StoreSettings()
    /// The host of `external_url`, under which calls may come in too; nil without one.
    public var externalHost: String?
    /// What links in notifications begin with; nil for the address that is listened on.
    public var externalURL: String?
    /// When somebody is told, and who.
    public var alerts = AlertSettings()
    /// In the order of the file.
    public var targets: [Target]
    /// In the order of the file, those that cannot run included.
    public var probes: [ConfiguredProbe]
    /// What the user should know although nothing is wrong, sorted by place: `store: not in force yet`.
    public var notes: [Problem]

    /// A configuration of these targets and probes with everything else at its default.
    public init(targets: [Target], probes: [ConfiguredProbe], notes: [Problem] = []) {
        self.targets = targets
        self.probes = probes
        self.notes = notes
    }

    /// The probes that are scheduled.
    public var scheduled: [ConfiguredProbe] { probes.filter(\.obstacles.isEmpty) }

    /// A configuration that watches one target and knows nothing else, as `quintet monitor --url` does.
    public static func watching(_ url: WebSocketURL) -> MonitorConfiguration {
        let target = Target(name: url.label, url: url)
        let plan = ProbePlan(name: "golden-path", target: target, contract: .agentRun)
        return MonitorConfiguration(targets: [target], probes: [ConfiguredProbe(plan: plan)])
    }
}
