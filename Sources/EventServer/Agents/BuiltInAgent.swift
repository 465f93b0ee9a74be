import Transport

/// The agent that comes with the server. It plans from the words of the request, calls tools that really work, and
/// makes its answer from what they returned. It quotes the request, so a probe finds its nonce.
struct BuiltInAgent: Agent {
    let tools: ToolCatalog
    let pace: Duration
    let clock: any ServerClock

    func run(_ request: AgentRequest, on stage: any EventStage) async throws -> AgentAnswer {
        let plan = Plan(for: request.text)
        try await step()
        try await stage.emit(.thinking(reasoning: plan.reasoning))
        var findings: [String] = []
        for call in plan.calls {
            guard let tool = tools[call.tool] else { continue }
            try await step()
            try await stage.emit(.toolExecuting(tool: tool.name, parameters: .object(call.arguments)))
            let (outcome, duration) = try await measured(tool, call)
            try await stage.emit(.toolCompleted(tool: tool.name, results: outcome.results, duration: duration))
            findings.append(outcome.summary)
        }
        try await step()
        return AgentAnswer(
            status: "success",
            text: "You wrote “\(Quote.of(request.text))”. \(findings.joined(separator: " "))"
        )
    }

    private func step() async throws {
        if pace > .zero { try await clock.sleep(for: pace) }
        try Task.checkCancellation()
    }

    private func measured(_ tool: any Tool, _ call: Plan.Call) async throws -> (ToolOutcome, Duration) {
        let start = clock.now
        try await step()
        let outcome: ToolOutcome
        do {
            outcome = try await within(tool.timeout, by: clock) { try await tool.call(call.arguments) }
        } catch let failure as ToolFailure {
            // A tool that cannot do what it was asked is a result like any other: the run goes on and says so.
            outcome = ToolOutcome(failure: failure, of: tool.name)
        } catch is TimeIsUp {
            outcome = ToolOutcome(failure: .timedOut(after: tool.timeout), of: tool.name)
        }
        return (outcome, start.duration(to: clock.now))
    }
}
