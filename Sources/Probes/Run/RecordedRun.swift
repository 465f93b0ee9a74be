public import Results

/// A result with the evidence for it.
public struct RecordedRun: Sendable {
    public let result: ProbeResult
    /// The frames of the run; empty unless they were asked for.
    public let transcript: Transcript
    /// The heads of the upgrade as far as they are known, credentials redacted; for people who ask for them.
    public let heads: [String]
}
