/// What happens between the upgrade and the first request.
public enum HandshakeDialect: String, Sendable, CaseIterable {
    /// Found out on the first run and remembered.
    case auto
    /// Welcome, then `handshake_response`, `handshake_acknowledged`, `handshake_complete`.
    case thread
    /// Welcome alone.
    case welcome
    /// Nothing.
    case none
}
