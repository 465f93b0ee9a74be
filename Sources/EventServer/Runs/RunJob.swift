import Transport

/// Carries one run out: the agent works, and whatever becomes of it, the run ends with one last event.
struct RunJob: Sendable {
    let agent: any Agent
    let request: AgentRequest
    let stage: RunStage
    /// How long the agent may take.
    let limit: Duration
    let clock: any ServerClock

    func perform() async {
        let start = clock.now
        do {
            let answer = try await within(limit, by: clock) {
                try await stage.emit(.started)
                return try await agent.run(request, on: stage)
            }
            let duration = start.duration(to: clock.now)
            try await stage.emit(.completed(status: answer.status, answer: answer.text, duration: duration))
            await stage.end(nil)
        } catch {
            await stage.end(failure(of: error))
        }
    }

    private func failure(of error: any Error) -> AgentFailure {
        switch error {
        case is CancellationError: .cancelled
        case is TimeIsUp: .timedOut(after: limit)
        // An agent's own error may hold anything, so only its kind is told.
        default: .broken("the agent failed: \(type(of: error))")
        }
    }
}
