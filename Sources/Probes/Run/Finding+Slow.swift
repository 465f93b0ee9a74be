import Results

extension Finding {
    /// A phase before the request that took longer than its budget.
    static func slow(_ phase: String, took: Duration, budget: Duration) -> Finding {
        var finding = Finding(
            .lateEvent,
            detail: "the \(phase) phase took \(took.words); \(budget.words) are allowed"
        )
        finding.event = phase
        finding.took = took
        finding.budget = budget
        return finding
    }
}
