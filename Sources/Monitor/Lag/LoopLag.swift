public import Metrics
public import NIOCore
public import Probes
public import ServiceLifecycle
import Synchronization
package import Transport

/// Measures how late event loops are: bytes that arrive while a loop is busy are stamped late by as much, so a failure
/// made of time proves nothing then. With each look the threads that continue tasks are measured too: a run that waits
/// for one of them is told late as well.
///
/// While a run is under way each loop is looked at every 20 ms, else once a second: an idle monitor stays idle. What
/// is measured is short of the truth by at most that.
public final class LoopLag: Service {
    private struct State {
        var timers: [LoopTimer] = []
        var watchers = 0
        var isRunning = false

        var wait: Duration { watchers > 0 ? watched : unwatched }
    }

    private static let watched = Duration.milliseconds(20)
    private static let unwatched = Duration.seconds(1)

    private let histogram: Histogram
    private let now: @Sendable () -> Instant
    private let pool: PoolLag
    private let state = Mutex(State())

    /// A measure of no loop yet; its histogram is declared in `registry`.
    public convenience init(_ registry: MetricsRegistry) {
        self.init(registry) { .now }
    }

    /// A measure by another clock.
    package init(_ registry: MetricsRegistry, now: @escaping @Sendable () -> Instant) {
        self.now = now
        pool = PoolLag(now: now)
        histogram = registry.histogram(
            "quintet_event_loop_lag_seconds",
            help: "How late an event loop of the probes' sockets was when it was looked at."
        ).with()
    }

    /// Measures `loop` too; gives the way for runs to ask, with their `limit` of what may be.
    public func watch(_ loop: any EventLoop, limit: Duration) -> LagWatch {
        let timer = state.withLock { [pool] state in
            let timer = LoopTimer(loop, every: state.wait, histogram, now: now) { pool.call() }
            state.timers.append(timer)
            if state.isRunning { timer.start() }
            return timer
        }
        return LagWatch(limit: limit) { [pool] instant in
            [timer.worst(since: instant), pool.worst(since: instant)].compactMap(\.self).max { $0.by < $1.by }
        }
    }

    /// Looks closely for as long as `body` takes.
    public func watching<Value: Sendable>(_ body: () async -> Value) async -> Value {
        count(1)
        defer { count(-1) }
        return await body()
    }

    /// Measures until the service is shut down.
    public func run() async {
        start()
        await withDiscardingTaskGroup { group in
            group.addTask { [pool] in await pool.run() }
            // Cancellation ends the service as a shutdown does.
            try? await gracefulShutdown()
            stop()
        }
    }

    /// Begins to look.
    func start() {
        state.withLock { state in
            state.isRunning = true
            for timer in state.timers { timer.start() }
        }
    }

    private func stop() {
        state.withLock { state in
            state.isRunning = false
            for timer in state.timers { timer.stop() }
        }
        pool.stop()
    }

    /// How often each loop is looked at.
    var waits: [Duration] { state.withLock { $0.timers.map(\.wait) } }

    private func count(_ change: Int) {
        // Told under the lock: a run that begins while another ends must have the last word.
        state.withLock { state in
            let before = state.wait
            state.watchers += change
            guard state.wait != before else { return }
            for timer in state.timers { timer.look(every: state.wait) }
        }
    }
}
