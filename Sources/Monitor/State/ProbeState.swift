/// What is thought of a probe's target. The raw values are those of the API.
public enum ProbeState: String, Sendable, CaseIterable {
    /// No conclusive cycle yet.
    case unknown
    /// Complete and correct.
    case up
    /// Complete and correct, with warnings.
    case degraded
    /// Failed.
    case down
}
