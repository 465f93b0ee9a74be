public import Results
public import Transport

/// A result with the evidence for it.
public struct RecordedRun: Sendable {
    /// The head of a request, or of its answer.
    public struct Head: Sendable, Equatable {
        public let direction: WebSocketSession.Direction
        /// Its lines, credentials redacted.
        public let text: String
    }

    public let result: ProbeResult
    /// The frames of the run; empty unless they were asked for.
    public let transcript: Transcript
    /// The heads of the upgrade, in the order in which they went over the wire.
    public let heads: [Head]
}
