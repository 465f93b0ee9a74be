public import Results

/// Something that is committed, and that whoever listens may know now.
public enum LedgerEvent: Sendable, Equatable {
    /// A run has ended.
    case result(ProbeResult)
    /// The state of a probe has changed; its status now.
    case probe(ProbeStatus, StateChange)
}
