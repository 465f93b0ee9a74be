/// How the connection side of a run ended, as its journey saw it.
public enum RunEnding: Sendable, Equatable {
    /// How a connection was lost.
    public enum Loss: Sendable, Equatable {
        /// The server sent a close frame; nil when it carried no code.
        case closed(code: Int?, reason: String)
        /// The byte stream ended without a close frame.
        case endOfStream
        /// The connection broke, in the words of the system.
        case reset(String)
    }

    /// The run ended by itself and was listened to for as long as it should be.
    case complete
    /// The stall budget passed without an event.
    case silent
    /// The time of the whole run is over.
    case deadline
    case lost(Loss)
    /// The server broke the WebSocket protocol, in a sentence.
    case protocolError(String)
    /// A message larger than this many bytes.
    case tooBig(limit: Int)
    /// We gave up for a reason of our own.
    case aborted(String)
}
