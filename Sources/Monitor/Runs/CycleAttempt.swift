public import Results

/// What one attempt of a cycle brought, one run a user.
public struct CycleAttempt: Sendable {
    /// The runs.
    public let runs: [FinishedRun]
    /// Whether it decides the cycle. One that is to be confirmed decides nothing.
    public let isDecisive: Bool

    /// An attempt.
    public init(_ runs: [FinishedRun], isDecisive: Bool = true) {
        self.runs = runs
        self.isDecisive = isDecisive
    }

    /// What the runs found.
    public var results: [ProbeResult] { runs.map(\.result) }

    /// The same without its evidence.
    var withoutEvidence: CycleAttempt { CycleAttempt(runs.map(\.withoutEvidence), isDecisive: isDecisive) }
}
