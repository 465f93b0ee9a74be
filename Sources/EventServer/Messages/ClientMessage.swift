import FoundationEssentials

/// What a client sent, understood.
enum ClientMessage: Equatable {
    case request(AgentRequestText)
    case handshakeRequest
    /// `lastEventID`: the last event that the client has seen, on whichever connection.
    case handshakeAcknowledged(lastEventID: String?)
    case ping
    case heartbeat
    /// Known, and nothing to answer.
    case ignorable
    case unknown(type: String)
    /// No JSON object with a type.
    case unreadable
}

/// A request for a run as the client worded it.
struct AgentRequestText: Equatable {
    /// Its type on the wire.
    let type: String
    /// Without what surrounds it; empty when there is none.
    let text: String
    let runID: String?
    let threadID: String?
    let agentName: String?
}
