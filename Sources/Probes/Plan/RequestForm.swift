/// The shape in which a message is sent to the agent.
public enum RequestForm: Sendable, Equatable {
    case userMessage
    case startAgent
    case chat
    case agentRequest
    /// JSON text with `${message}`, `${nonce}`, `${run_id}`, `${thread_id}` and `${timestamp}` in it.
    case template(String)
}
