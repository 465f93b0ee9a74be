public import NIOCore

/// The machine's monotonic clock, with the timers of an event loop.
public struct LoopClock: ServerClock {
    /// Where the calls are made.
    public let loop: any EventLoop

    /// The clock of `loop`.
    public init(_ loop: any EventLoop) { self.loop = loop }

    /// What time it is.
    public var now: Instant { .now }

    /// Has `body` called at `deadline`.
    public func call(at deadline: Instant, _ body: @escaping () -> Void) -> any Alarm {
        loop.assumeIsolated().scheduleTask(in: TimeAmount(now.duration(to: deadline)), body)
    }
}

extension Scheduled: Alarm {}
