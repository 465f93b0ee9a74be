/// What a probe run says in one word.
public enum Verdict: String, Sendable, Codable, CaseIterable {
    /// Everything the contract asks for arrived, in order, in time.
    case pass
    /// Complete and correct, with at least one finding of severity `warn`.
    case degraded
    /// At least one finding of severity `fail`.
    case fail
    /// The monitor itself could not do the job; never counted against the target.
    case inconclusive
}
