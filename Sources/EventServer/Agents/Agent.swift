/// Does the work of one run. A fresh one is made for each, so it may keep what it likes.
protocol Agent: Sendable {
    /// Works on `request`, tells `stage` what it does meanwhile, and returns its answer.
    ///
    /// It is cancelled when its time is up or the server stops.
    func run(_ request: AgentRequest, on stage: any EventStage) async throws -> AgentAnswer
}

/// Where an agent's events go.
protocol EventStage: Sendable {
    /// Takes the next event; returns when it is on its way.
    func emit(_ event: AgentEvent) async throws
}

/// What a run comes to.
struct AgentAnswer: Sendable, Equatable {
    let status: String
    let text: String
}
