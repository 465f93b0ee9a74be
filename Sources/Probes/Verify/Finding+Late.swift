public import Results

extension Finding {
    /// A phase before the request that took longer than its budget.
    ///
    /// - Parameter at: since the start of the run, when the phase ended.
    public static func slow(_ phase: Phase, took: Duration, budget: Duration, at: Duration) -> Finding {
        var finding = Finding(
            .lateEvent,
            at: at,
            detail: "the \(phase.rawValue) phase took \(took.words); \(budget.words) are allowed"
        )
        finding.event = phase.rawValue
        finding.took = took
        finding.budget = budget
        return finding
    }

    /// An event that came later than its budget allows.
    ///
    /// - Parameter since: what the time is counted from, as `the request`.
    static func late(_ event: String, since: String, took: Duration, budget: Duration, at: Duration) -> Finding {
        var finding = Finding(
            .lateEvent,
            at: at,
            detail: "\(event) came \(took.words) after \(since); \(budget.words) are allowed"
        )
        finding.event = event
        finding.took = took
        finding.budget = budget
        return finding
    }
}
