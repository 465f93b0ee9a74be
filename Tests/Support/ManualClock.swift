import Synchronization

/// A clock that stands still until a test moves it, and that knows who sleeps by it.
///
/// A test waits for the sleepers it expects and then moves the clock: nothing waits in real time, and nothing guesses.
package final class ManualClock: Clock, Sendable {
    package typealias Instant = ContinuousClock.Instant

    private struct Sleeper {
        let id: Int
        let deadline: Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Instant
        var sleepers: [Sleeper] = []
        var cancelled: Set<Int> = []
        var nextID = 0

        var deadlines: [Instant] { sleepers.map(\.deadline).sorted() }
    }

    /// Where the clock began.
    package let start: Instant
    private let state: Mutex<State>
    private let watchers = Watchers<[Instant]>()

    package init() {
        start = .now
        state = Mutex(State(now: start))
    }

    package var now: Instant { state.withLock { $0.now } }
    package var minimumResolution: Duration { .nanoseconds(1) }

    /// Until when the sleepers sleep, in order.
    package var deadlines: [Instant] { state.withLock { $0.deadlines } }

    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let sleeper = Sleeper(id: id, deadline: deadline, continuation: continuation)
                fallAsleep(sleeper)
            }
        } onCancel: {
            let sleeper = state.withLock { state -> Sleeper? in
                guard let place = state.sleepers.firstIndex(where: { $0.id == id }) else {
                    // It has not fallen asleep yet, or is awake already: the one finds the note, the other needs none.
                    state.cancelled.insert(id)
                    return nil
                }
                return state.sleepers.remove(at: place)
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Returns once at least `count` sleep.
    package func sleepers(_ count: Int) async throws {
        try await until { $0.count >= count }
    }

    /// Returns once the times that are slept until, in order, are as `isContent` wants them.
    package func until(_ isContent: @escaping @Sendable ([Instant]) -> Bool) async throws {
        try await watchers.wait(for: isContent) { self.deadlines }
    }

    /// Moves on by `duration` and wakes who slept until then.
    package func advance(by duration: Duration) {
        let awake = state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let awake = state.sleepers.filter { $0.deadline <= state.now }
            state.sleepers.removeAll { $0.deadline <= state.now }
            return awake.sorted { $0.deadline < $1.deadline }
        }
        for sleeper in awake { sleeper.continuation.resume() }
    }

    /// Moves on to the earliest time that somebody sleeps until, once at least `count` sleep.
    package func advanceToDeadline(sleepers count: Int = 1) async throws {
        try await sleepers(count)
        guard let deadline = deadlines.first else { return }
        advance(by: now.duration(to: deadline))
    }

    private enum Entry {
        case asleep([Instant])
        case tooLate
        case cancelled
    }

    private func fallAsleep(_ sleeper: Sleeper) {
        let entry = state.withLock { state -> Entry in
            if state.cancelled.remove(sleeper.id) != nil { return .cancelled }
            guard sleeper.deadline > state.now else { return .tooLate }
            state.sleepers.append(sleeper)
            return .asleep(state.deadlines)
        }
        switch entry {
        case .asleep(let deadlines): watchers.show(deadlines)
        case .tooLate: sleeper.continuation.resume()
        case .cancelled: sleeper.continuation.resume(throwing: CancellationError())
        }
    }
}
