/// What an agent is asked, with the ids under which it answers.
struct AgentRequest: Sendable, Equatable {
    let text: String
    let userID: String
    let threadID: String
    /// The client's, where it chose one.
    let runID: String
    let agentName: String
}
