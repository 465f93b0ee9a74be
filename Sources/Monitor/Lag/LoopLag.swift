public import Metrics
public import NIOCore
public import Probes
public import ServiceLifecycle
import Synchronization
package import Transport

/// Measures how late event loops are: bytes that arrive while a loop is busy are stamped late by as much, so a failure
/// made of time proves nothing then.
///
/// While a run is under way each loop is looked at every 20 ms, else once a second: an idle monitor stays idle. What
/// is measured is short of the truth by at most that.
public final class LoopLag: Service {
    private struct State {
        var timers: [LoopTimer] = []
        var watchers = 0
        var isRunning = false
    }

    private static let watched = Duration.milliseconds(20)
    private static let unwatched = Duration.seconds(1)

    private let histogram: Histogram
    private let now: @Sendable () -> Instant
    private let state = Mutex(State())

    /// A measure of no loop yet; its histogram is declared in `registry`.
    public convenience init(_ registry: MetricsRegistry) {
        self.init(registry) { .now }
    }

    /// A measure by another clock.
    package init(_ registry: MetricsRegistry, now: @escaping @Sendable () -> Instant) {
        self.now = now
        histogram = registry.histogram(
            "quintet_event_loop_lag_seconds",
            help: "How late an event loop of the probes' sockets was when it was looked at."
        ).with()
    }

    /// Measures `loop` too; gives the way for runs to ask, with their `limit` of what may be.
    public func watch(_ loop: any EventLoop, limit: Duration) -> LagWatch {
        let timer = LoopTimer(loop, every: Self.unwatched, histogram, now: now)
        let isRunning = state.withLock { state in
            state.timers.append(timer)
            return state.isRunning
        }
        if isRunning { timer.start() }
        return LagWatch(limit: limit) { timer.worst(since: $0) }
    }

    /// Looks closely for as long as `body` takes.
    public func watching<Value: Sendable>(_ body: () async -> Value) async -> Value {
        count(1)
        defer { count(-1) }
        return await body()
    }

    /// Measures until the service is shut down.
    public func run() async {
        for timer in timers(running: true) { timer.start() }
        // Cancellation ends the service as a shutdown does.
        try? await gracefulShutdown()
        for timer in timers(running: false) { timer.stop() }
    }

    private func timers(running: Bool) -> [LoopTimer] {
        state.withLock { state in
            state.isRunning = running
            return state.timers
        }
    }

    private func count(_ change: Int) {
        let (timers, wait) = state.withLock { state -> ([LoopTimer], Duration?) in
            let before = state.watchers
            state.watchers += change
            guard (before > 0) != (state.watchers > 0) else { return ([], nil) }
            return (state.timers, state.watchers > 0 ? Self.watched : Self.unwatched)
        }
        guard let wait else { return }
        for timer in timers { timer.look(every: wait) }
    }
}
