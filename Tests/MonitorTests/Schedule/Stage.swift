import Monitor
import Probes
import Results
import Synchronization
import TestSupport

/// Runs that a test holds in its hand: each waits until it is let go, or is cancelled.
final class Stage: Sendable {
    private struct State {
        var started: [String] = []
        var held: [(name: String, continuation: CheckedContinuation<Void, Never>)] = []
        var released = 0
        var delivered: [ProbeResult] = []

        var counts: Counts { Counts(started: started.count, held: held.count, delivered: delivered.count) }
    }

    /// What a test waits for.
    struct Counts: Sendable {
        let started: Int
        let held: Int
        let delivered: Int
    }

    private let state = Mutex(State())
    private let watchers = Watchers<Counts>()

    /// The names of the probes whose runs started, in order.
    var started: [String] { state.withLock { $0.started } }
    /// What was handed on, in order.
    var delivered: [ProbeResult] { state.withLock { $0.delivered } }

    func run(_ plan: ProbePlan, _ cycle: ULID, _ attempt: Int) async -> [FinishedRun] {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                update { state in
                    state.started.append(plan.name)
                    if Task.isCancelled {
                        continuation.resume()
                    } else {
                        state.held.append((plan.name, continuation))
                    }
                }
            }
        } onCancel: {
            letGo(plan.name)
        }
        var result = Sample.result(plan.name, verdict: Task.isCancelled ? .inconclusive : .pass)
        result.id = ULID()
        return [FinishedRun(result)]
    }

    func deliver(_ attempt: CycleAttempt) {
        update { $0.delivered += attempt.results }
    }

    /// Ends the run of that probe.
    func letGo(_ name: String) {
        update { state in
            guard let place = state.held.firstIndex(where: { $0.name == name }) else { return }
            state.held.remove(at: place).continuation.resume()
        }
    }

    /// Ends every run that is held.
    func letAllGo() {
        update { state in
            for run in state.held { run.continuation.resume() }
            state.held = []
        }
    }

    /// Returns once the counts are as `isContent` wants them.
    func until(_ isContent: @escaping @Sendable (Counts) -> Bool) async throws {
        try await watchers.wait(for: isContent) { [self] in state.withLock { $0.counts } }
    }

    private func update(_ change: (inout State) -> Void) {
        let counts = state.withLock { state in
            change(&state)
            return state.counts
        }
        watchers.show(counts)
    }
}
