/// What was reached while a WebSocket was being opened. A phase that was never reached is nil; the one in which a dial
/// failed has the time that was spent in it.
public struct DialFacts: Sendable, Equatable {
    /// Nil for a numeric host, a pinned one and a local socket.
    public var dns: Duration?
    /// From the first attempt to the first connection that was made; nil when a name led nowhere.
    public var connect: Duration?
    /// Nil where no TLS is spoken.
    public var tls: Duration?
    /// From the request to the end of its answer's head.
    public var upgrade: Duration?
    /// The address and port that were connected to: `127.0.0.1:8000`, `[::1]:8000`, `unix:/run/a.sock`.
    public var peer: String?
    /// What the handshake agreed on; nil where no TLS is spoken or the handshake failed.
    public var tlsFacts: TLSFacts?
    /// The subprotocol that the server chose.
    public var subprotocol: String?
    /// The status of the upgrade's answer.
    public var status: Int?
    /// The head of the upgrade's answer.
    public var answer: ResponseHead?
    /// When the upgrade was done.
    public var openedAt: Instant?

    /// Nothing reached yet.
    public init() {}
}
