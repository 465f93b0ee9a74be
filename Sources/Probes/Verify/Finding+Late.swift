public import Results

extension Finding {
    /// A step that took longer than its budget.
    ///
    /// - Parameters:
    ///   - step: the event, or the phase, that was late.
    ///   - since: what the time is counted from, as `the request`.
    public static func late(
        _ step: String,
        since: String,
        took: Duration,
        budget: Duration,
        at: Duration
    ) -> Finding {
        var finding = Finding(
            .lateEvent,
            at: at,
            detail: "\(step) came \(took.words) after \(since); \(budget.words) are allowed"
        )
        finding.event = step
        finding.took = took
        finding.budget = budget
        return finding
    }
}
