public import NIOCore

/// What becomes of a connection once its first head was read.
public enum Admission {
    /// It becomes a WebSocket: `subprotocol` is one of those offered, or nil; `observe` makes the one who is told.
    case session(
        ServerUpgrade,
        subprotocol: String?,
        limits: SessionLimits,
        observe: (WebSocketSession) -> any SessionObserver
    )
    /// It gets this answer and is closed.
    case refusal(HTTPReply)
    /// It is handed to ``Doorkeeper/takeOver(_:)``, with every byte that came.
    case handOver
}

/// Why a connection never got as far as a head.
public enum HeadFailure: Error, Sendable, Equatable {
    /// What came is no head, or one beyond the limit.
    case unreadable(HeadError)
    /// The head did not come in time.
    case timedOut(after: Duration)
}

/// Decides about the connections of a listener, always on their event loop.
public protocol Doorkeeper: AnyObject {
    /// What becomes of the connection that sent `head`.
    func admit(_ head: RequestHead, _ upgrade: ServerUpgrade.Reading, on channel: any Channel) -> Admission
    /// Builds what reads HTTP on `channel`; the bytes read so far are sent through the pipeline afterwards.
    func takeOver(_ channel: any Channel) throws
    /// The answer for a connection without a head that could be read.
    func answer(to failure: HeadFailure) -> HTTPReply
}
