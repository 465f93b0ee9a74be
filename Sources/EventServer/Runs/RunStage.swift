import NIOCore
import Transport

/// Takes a run's events from wherever its agent works to the event loop where the run lives; faults act on the way.
struct RunStage: EventStage {
    private let run: NIOLoopBound<Run>
    private let home: NIOLoopBound<any RunHome>
    private let faults: FaultRoom
    private let facts: RunFacts
    private let clock: any ServerClock

    /// To be made on the event loop.
    init(_ run: Run, of home: any RunHome, faults: FaultRoom, facts: RunFacts, clock: any ServerClock) {
        self.run = NIOLoopBound(run, eventLoop: clock.loop)
        self.home = NIOLoopBound(home, eventLoop: clock.loop)
        self.faults = faults
        self.facts = facts
        self.clock = clock
    }

    func emit(_ event: AgentEvent) async throws {
        let effect = faults.effect(on: event.name, of: facts)
        if let delay = effect.delay { try await clock.sleep(for: delay) }
        try Task.checkCancellation()
        if effect.isDropped { return }
        await onLoop { home, run in home.publish(event, of: run, with: effect) }
    }

    /// The last call: `failure` is why there was no answer.
    func end(_ failure: AgentFailure?) async {
        // A fault that delays does not delay this: the task may be cancelled already.
        let effect = failure.map { faults.effect(on: $0.event, of: facts) } ?? .none
        await onLoop { home, run in
            if let failure, !effect.isDropped { home.publish(.failed(failure), of: run, with: effect) }
            home.end(run)
        }
    }

    /// The server's tasks run on its event loop, so this seldom has to go anywhere.
    private func onLoop(_ body: @escaping @Sendable (any RunHome, Run) -> Void) async {
        guard !run.eventLoop.inEventLoop else { return body(home.value, run.value) }
        await withCheckedContinuation { continuation in
            run.eventLoop.execute {
                body(home.value, run.value)
                continuation.resume()
            }
        }
    }
}
