import Metrics
import NIOCore
import Probes
import Synchronization
import Transport

/// A timer on one event loop that notes by how much it missed its time.
final class LoopTimer: Sendable {
    private struct State {
        var record = LagRecord()
        /// When the timer is to fire; nil while there is none.
        var due: Instant?
        var timer: Scheduled<Void>?
        var isRunning = false
        var wait: Duration
    }

    private let loop: any EventLoop
    private let histogram: Histogram
    private let now: @Sendable () -> Instant
    private let looked: @Sendable () -> Void
    private let state: Mutex<State>

    /// A timer for `loop` that looks every `wait`, once it is started, and calls `looked` on it each time.
    init(
        _ loop: any EventLoop,
        every wait: Duration,
        _ histogram: Histogram,
        now: @escaping @Sendable () -> Instant,
        looked: @escaping @Sendable () -> Void = {}
    ) {
        self.loop = loop
        self.histogram = histogram
        self.now = now
        self.looked = looked
        state = Mutex(State(wait: wait))
    }

    /// How often it looks.
    var wait: Duration { state.withLock { $0.wait } }

    /// The worst lateness since `instant`, that of a timer which is overdue right now included; nil without any.
    func worst(since instant: Instant) -> Lateness? {
        let now = now()
        return state.withLock { state in
            let overdue = state.due.map { Lateness(by: $0.duration(to: now), seenAt: now) }
            return [state.record.worst(since: instant), overdue]
                .compactMap(\.self).filter { $0.by > .zero }.max { $0.by < $1.by }
        }
    }

    /// Begins to look.
    func start() {
        state.withLock { $0.isRunning = true }
        schedule()
    }

    /// Ends it; nothing stays on the loop.
    func stop() {
        state.withLock { $0.isRunning = false }
        cancel()
    }

    /// Looks every `wait` from now on; the next time no later than that, where it is shorter than before.
    func look(every wait: Duration) {
        let isSooner = state.withLock { state in
            defer { state.wait = wait }
            return wait < state.wait
        }
        guard isSooner else { return }
        cancel()
        schedule()
    }

    private func cancel() {
        let timer = state.withLock { state in
            state.due = nil
            return state.timer.take()
        }
        timer?.cancel()
    }

    private func schedule() {
        let now = now()
        state.withLock { state in
            guard state.isRunning, state.timer == nil else { return }
            let due = now.advanced(by: state.wait)
            state.due = due
            state.timer = loop.scheduleTask(in: TimeAmount(state.wait)) { [self] in fired(due) }
        }
    }

    private func fired(_ due: Instant) {
        let now = now()
        let lag = max(due.duration(to: now), .zero)
        let isCurrent = state.withLock { state in
            // One that was cancelled too late to be stopped has a successor already.
            guard state.due == due else { return false }
            state.record.add(Lateness(by: lag, seenAt: now))
            state.timer = nil
            state.due = nil
            return true
        }
        guard isCurrent else { return }
        histogram.observe(lag)
        looked()
        schedule()
    }
}
