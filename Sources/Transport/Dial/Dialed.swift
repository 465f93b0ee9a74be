public import NIOCore

/// An open WebSocket: what was measured on the way, and the observer that is told everything from now on.
public struct Dialed<Observer: SessionObserver>: Sendable {
    /// What was measured on the way.
    public let facts: DialFacts
    /// Usable on ``eventLoop`` alone.
    public let observer: NIOLoopBound<Observer>
    /// The loop to which session and observer belong.
    public let eventLoop: any EventLoop
}
