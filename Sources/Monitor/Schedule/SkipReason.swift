/// Why a run that was due did not start. The raw values are labels of `quintet_runs_skipped_total`.
public enum SkipReason: String, Sendable, CaseIterable {
    /// The run before it was still going on.
    case overrun
    /// The monitor was late, as after the machine slept; the slots it slept through are not made up for.
    case late
    /// As many runs as there may be at once were going on.
    case capacity
}
