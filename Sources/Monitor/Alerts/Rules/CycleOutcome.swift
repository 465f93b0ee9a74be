public import Results

/// What a cycle said in the end, after its confirmations; what rules count.
public struct CycleOutcome: Sendable, Equatable {
    /// The cycle's id.
    public var cycle: ULID
    /// The probe's name.
    public var probe: String
    /// The target's name.
    public var target: String
    /// What it said.
    public var verdict: Verdict
    /// Why it failed; nil when it did not.
    public var failure: Failure?
    /// Everything that was found.
    public var findings: [Finding]
    /// The result that says most about it.
    public var result: ULID
    /// When it ended.
    public var at: WallTime

    /// An outcome of these facts.
    public init(
        cycle: ULID,
        probe: String,
        target: String,
        verdict: Verdict,
        failure: Failure? = nil,
        findings: [Finding] = [],
        result: ULID,
        at: WallTime
    ) {
        self.cycle = cycle
        self.probe = probe
        self.target = target
        self.verdict = verdict
        self.failure = failure
        self.findings = findings
        self.result = result
        self.at = at
    }

    /// The first finding of one of `classes`.
    func finding(of classes: [FailureClass]) -> Finding? {
        findings.first { classes.contains($0.failureClass) }
    }
}
