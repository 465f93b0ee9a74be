public import NIOCore

/// An open WebSocket: what was measured on the way, and the observer that is told everything from now on.
public struct Dialed<Observer: SessionObserver>: Sendable {
    public let facts: DialFacts
    /// Usable on ``eventLoop`` alone.
    public let observer: NIOLoopBound<Observer>
    public let eventLoop: any EventLoop
}
