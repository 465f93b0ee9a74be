public import Transport

/// One frame of a run, as it passed.
public struct TranscriptEntry: Sendable, Equatable {
    /// From the start of the run.
    public let offset: Duration
    public let direction: WebSocketSession.Direction
    public let opcode: Opcode
    /// Bytes of the payload as it was on the wire.
    public let size: Int
    /// The payload, credentials redacted; for a binary message, its bytes in hexadecimal.
    public internal(set) var payload: String
}
