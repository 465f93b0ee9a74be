public import Results

/// One run, one verdict (verdicts.md §1): weighs findings, and picks the failure that explains the others.
public struct Judgement: Sendable, Equatable {
    /// The run in one word.
    public let verdict: Verdict
    /// The primary failure; nil unless the verdict is `fail`.
    public let failure: Failure?
    /// The findings with the severities in force, in the order of their evidence.
    public let findings: [Finding]

    /// Judges the findings of a run.
    ///
    /// - Parameters:
    ///   - before: those of the time before the request, in the order of their evidence.
    ///   - run: what the frames said; nil where no request was made.
    ///   - after: those of the time after the run: its close, its certificate.
    ///   - severities: those of the contract, where they differ from those of the class.
    ///   - lag: how late the monitor itself was at its worst.
    ///   - lagSeenAt: when that was seen, counted as findings count.
    ///   - allowance: how late it may be.
    public init(
        before: [Finding] = [],
        run: RunReport? = nil,
        after: [Finding] = [],
        severities: [FailureClass: Severity] = [:],
        lag: Duration = .zero,
        lagSeenAt: Duration? = nil,
        allowance: Duration = .milliseconds(100)
    ) {
        var findings = before + (run?.findings ?? []) + after
        for index in findings.indices {
            if let severity = severities[findings[index].failureClass] { findings[index].severity = severity }
        }
        if lag > allowance, findings.contains(where: \.isMadeOfTime) {
            findings.removeAll(where: \.isMadeOfTime)
            findings.append(.overloaded(lag: lag, at: lagSeenAt, allowance: allowance))
        }
        self.findings = findings
        let primary = Self.primary(of: findings, run)
        failure = primary.map { Failure($0) }
        verdict =
            if primary != nil { .fail } else if findings.contains(where: { $0.severity == nil }) { .inconclusive } else
            {
                findings.isEmpty ? .pass : .degraded
            }
    }

    /// The earliest cause, not the last symptom.
    private static func primary(of findings: [Finding], _ run: RunReport?) -> Finding? {
        let failing = findings.filter { $0.severity == .fail }
        if let leak = failing.first(where: { $0.failureClass == .crossUserLeak }) { return leak }
        if let run, !run.reachedTerminal {
            if let said = failing.first(where: { $0.failureClass == .runFailed }) { return said }
            if let ended = failing.first(where: { $0.failureClass == run.endedBy }) { return ended }
        }
        return failing.first
    }
}

extension Finding {
    fileprivate static func overloaded(lag: Duration, at: Duration?, allowance: Duration) -> Finding {
        Finding(
            .monitorOverloaded,
            at: at,
            detail: "the monitor itself was \(lag.words) late, \(allowance.words) are allowed: "
                + "what it measured proves nothing; give it more processor time or fewer probes"
        )
    }
}
