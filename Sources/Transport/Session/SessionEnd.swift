/// How a session ended; each ends in exactly one of these ways.
public enum SessionEnd: Sendable, Equatable {
    /// The closing handshake took place. The frame is that of the side that began it; nil when it carried no code.
    case closed(CloseFrame?, by: SessionRole)
    /// The peer ended the byte stream without a close frame.
    case endOfStream
    /// The connection broke, in the words of the system.
    case reset(String)
    /// The peer broke the protocol; the connection was failed with the code of the violation (RFC 6455 §7.1.7).
    case violated(ProtocolViolation)
    /// The peer sent, or announced, a message beyond the limit (bytes).
    case tooBig(limit: Int)
    /// Our close frame was not answered in time.
    case closeTimedOut(CloseFrame)
    /// We dropped the connection.
    case aborted
}
