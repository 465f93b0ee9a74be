public import Probes

/// A probe of the configuration: what it does, how often, and what keeps it from running.
public struct ConfiguredProbe: Sendable {
    /// What one run does.
    public var plan: ProbePlan
    /// From the start of one run to the start of the next.
    public var every: Duration
    /// How a change of its state is confirmed.
    public var confirm = ConfirmPolicy()
    /// Parts of its configuration without which a run would tell no truth, and that are not built yet; such a probe
    /// is not scheduled. Empty for one that runs.
    public var obstacles: [UnbuiltPart]

    /// What the file says of the message, where that refers to a file or the environment; nil where it does not.
    public var writtenMessage: String?

    /// A probe that runs, unless there are obstacles.
    public init(plan: ProbePlan, every: Duration = .seconds(15), obstacles: [UnbuiltPart] = []) {
        self.plan = plan
        self.every = every
        self.obstacles = obstacles
    }
}
