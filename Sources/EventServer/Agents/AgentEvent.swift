import Transport

/// What happens in a run, in the order in which it happens.
enum AgentEvent: Sendable, Equatable {
    case started
    case thinking(reasoning: String)
    case toolExecuting(tool: String, parameters: JSON)
    case toolCompleted(tool: String, results: JSON, duration: Duration)
    case completed(status: String, answer: String, duration: Duration)
    case failed(AgentFailure)

    var name: EventName {
        switch self {
        case .started: .agentStarted
        case .thinking: .agentThinking
        case .toolExecuting: .toolExecuting
        case .toolCompleted: .toolCompleted
        case .completed: .agentCompleted
        case .failed(let failure): failure.event
        }
    }
}

/// Every event that this server sends.
public enum EventName: String, Sendable, CaseIterable {
    case agentStarted = "agent_started"
    case agentThinking = "agent_thinking"
    case toolExecuting = "tool_executing"
    case toolCompleted = "tool_completed"
    case agentCompleted = "agent_completed"
    case agentError = "agent_error"
    case agentTimeout = "agent_timeout_failure"
    case agentCancelled = "agent_cancelled"
}

/// Why a run ended without an answer.
enum AgentFailure: Sendable, Equatable, Error {
    case broken(String)
    case timedOut(after: Duration)
    /// The server stopped while it ran.
    case cancelled

    var event: EventName {
        switch self {
        case .broken: .agentError
        case .timedOut: .agentTimeout
        case .cancelled: .agentCancelled
        }
    }

    var code: String {
        switch self {
        case .broken: "AGENT_ERROR"
        case .timedOut: "AGENT_TIMEOUT"
        case .cancelled: "AGENT_CANCELLED"
        }
    }

    var message: String {
        switch self {
        case .broken(let what): what
        case .timedOut(let limit): "the agent was stopped after \(limit.brief)"
        case .cancelled: "the server is shutting down"
        }
    }
}
