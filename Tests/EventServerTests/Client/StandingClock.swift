import NIOCore
import Synchronization
import Transport

/// A server's clock that stands still until its test moves it, and that knows what is waited for.
///
/// A test waits for the deadlines it expects and then moves the clock: nothing waits in real time, and nothing guesses.
final class StandingClock: ServerClock {
    private struct Call {
        let id: Int
        let deadline: Instant
        let body: NIOLoopBound<() -> Void>
    }

    private struct Watcher {
        let id: Int
        let deadline: Instant
        let count: Int
        let continuation: CheckedContinuation<Void, Never>

        func isContent(with calls: [Call]) -> Bool { calls.count { $0.deadline == deadline } >= count }
    }

    private struct State {
        var now: Instant
        var calls: [Call] = []
        var watchers: [Watcher] = []
        var nextID = 0

        /// Takes the calls that are due first, up to `target`, and moves on to their time; nil where none is due.
        mutating func due(by target: Instant) -> [Call]? {
            guard let first = calls.map(\.deadline).min(), first <= target else { return nil }
            now = max(now, first)
            let due = calls.filter { $0.deadline <= now }
            calls.removeAll { $0.deadline <= now }
            return due
        }
    }

    let loop: any EventLoop
    private let state: Mutex<State>

    init(_ loop: any EventLoop) {
        self.loop = loop
        state = Mutex(State(now: .now))
    }

    var now: Instant { state.withLock { $0.now } }

    /// What is waited for.
    var deadlines: [Instant] { state.withLock { $0.calls.map(\.deadline) } }

    func call(at deadline: Instant, _ body: @escaping () -> Void) -> any Alarm {
        let body = NIOLoopBound(body, eventLoop: loop)
        let (alarm, content) = state.withLock { state in
            state.nextID += 1
            state.calls.append(Call(id: state.nextID, deadline: deadline, body: body))
            let content = state.watchers.filter { $0.isContent(with: state.calls) }
            state.watchers.removeAll { $0.isContent(with: state.calls) }
            return (StandingAlarm(clock: self, id: state.nextID), content)
        }
        for watcher in content { watcher.continuation.resume() }
        if deadline <= now { loop.execute { self.catchUp() } }
        return alarm
    }

    /// Returns once `count` calls or more are to come in exactly `duration`; also when the test is cancelled.
    func waits(for duration: Duration, count: Int = 1) async {
        let (id, deadline) = state.withLock { state in
            state.nextID += 1
            return (state.nextID, state.now + duration)
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let watcher = Watcher(id: id, deadline: deadline, count: count, continuation: continuation)
                let isDone = state.withLock { state in
                    if Task.isCancelled || watcher.isContent(with: state.calls) { return true }
                    state.watchers.append(watcher)
                    return false
                }
                if isDone { continuation.resume() }
            }
        } onCancel: {
            let gone = state.withLock { state in
                let gone = state.watchers.filter { $0.id == id }
                state.watchers.removeAll { $0.id == id }
                return gone
            }
            for watcher in gone { watcher.continuation.resume() }
        }
    }

    /// Moves on by `duration`. When this returns, every call that had become due was made.
    func advance(by duration: Duration) async throws {
        let target = now + duration
        try await loop.submit {
            self.makeCalls(by: target)
            self.state.withLock { $0.now = target }
        }.get()
    }

    private func catchUp() { makeCalls(by: now) }

    private func makeCalls(by target: Instant) {
        while let due = state.withLock({ $0.due(by: target) }) {
            for call in due { call.body.value() }
        }
    }

    fileprivate func cancel(_ id: Int) {
        state.withLock { state in state.calls.removeAll { $0.id == id } }
    }
}

private struct StandingAlarm: Alarm {
    let clock: StandingClock
    let id: Int
    func cancel() { clock.cancel(id) }
}
