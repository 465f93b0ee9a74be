public import NIOCore

/// The time of a server, and a call when a time has come. Every deadline of a server goes by one of these: its event
/// loop's, or one that a test moves by hand.
///
/// It is no `Clock` of the standard library, which can only put tasks to sleep: a connection has a deadline all its
/// life, and a task for each would cost more memory than the connection.
public protocol ServerClock: Sendable {
    /// Where the calls are made.
    var loop: any EventLoop { get }
    /// What time it is, on any thread.
    var now: Instant { get }
    /// Has `body` called once, at `deadline` or as soon after as the loop comes round. To be called on ``loop``.
    func call(at deadline: Instant, _ body: @escaping () -> Void) -> any Alarm
}

/// A call that was asked for. Belongs to the loop of its clock.
public protocol Alarm {
    /// From now on it is not made; nothing, once it was.
    func cancel()
}
