public import NIOCore

/// Told what happens on one session, always on the session's event loop.
///
/// An observer is not `Sendable`: its state belongs to that loop, so the path of a frame crosses no thread.
public protocol SessionObserver: AnyObject, SendableMetatype {
    /// The upgrade is done and nothing was received yet.
    func opened(_ session: WebSocketSession)
    /// A whole message; `now` was stamped when its last bytes reached this process.
    func received(_ message: WebSocketMessage, at now: Instant)
    /// A pong; pings are answered by the session itself.
    func receivedPong(_ payload: ByteBuffer, at now: Instant)
    /// The send buffer filled up, or has room again.
    func writabilityChanged(_ isWritable: Bool)
    /// The last call, made exactly once.
    func ended(_ end: SessionEnd, at now: Instant)
}

extension SessionObserver {
    /// Nothing is done.
    public func opened(_ session: WebSocketSession) {}
    /// Nothing is done.
    public func receivedPong(_ payload: ByteBuffer, at now: Instant) {}
    /// Nothing is done: right for whoever sends little.
    public func writabilityChanged(_ isWritable: Bool) {}
}
