import Probes
import Synchronization
import Transport

/// Measures how late the threads are that continue tasks: what a run waits for has come long before it is told so, while
/// all of them are busy.
///
/// It is called from elsewhere, and notes how long it took until a task of its own went on.
final class PoolLag: Sendable {
    private struct State {
        var record = LagRecord()
        /// When the call that is under way was made; nil while there is none.
        var calledAt: Instant?
    }

    private let now: @Sendable () -> Instant
    private let calls: AsyncStream<Void>
    private let caller: AsyncStream<Void>.Continuation
    private let state = Mutex(State())

    /// A measure by the clock that `now` reads.
    init(now: @escaping @Sendable () -> Instant) {
        self.now = now
        (calls, caller) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// The worst lateness since `instant`, that of a call which is still unanswered included; nil without any.
    func worst(since instant: Instant) -> Lateness? {
        let now = now()
        return state.withLock { state in
            let waiting = state.calledAt.map { Lateness(by: $0.duration(to: now), seenAt: now) }
            return [state.record.worst(since: instant), waiting]
                .compactMap(\.self).filter { $0.by > .zero }.max { $0.by < $1.by }
        }
    }

    /// Calls the task, from any thread that is not one of the pool's; nothing while it has not answered the last call.
    func call() {
        let now = now()
        let isFirst = state.withLock { state in
            guard state.calledAt == nil else { return false }
            state.calledAt = now
            return true
        }
        guard isFirst else { return }
        if case .terminated = caller.yield() { state.withLock { $0.calledAt = nil } }
    }

    /// Answers calls until `stop()`, or until it is cancelled; to be run once.
    func run() async {
        for await _ in calls {
            let now = now()
            state.withLock { state in
                guard let calledAt = state.calledAt.take() else { return }
                state.record.add(Lateness(by: max(calledAt.duration(to: now), .zero), seenAt: now))
            }
        }
        // A call that nobody will answer is not late for ever.
        state.withLock { $0.calledAt = nil }
    }

    /// Ends it once what was called is answered.
    func stop() {
        caller.finish()
    }
}
