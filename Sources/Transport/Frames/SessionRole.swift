/// The two ends of a WebSocket: the client masks, the server does not (RFC 6455 §5.1).
public enum SessionRole: String, Sendable, Equatable {
    /// Who dialed.
    case client
    /// Who was dialed.
    case server

    var peer: SessionRole { self == .client ? .server : .client }
}
