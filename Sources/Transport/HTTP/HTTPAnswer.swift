public import HTTPTypes

/// What a server answered, whatever its status; redirections are answers like any other.
public struct HTTPAnswer: Sendable, Equatable {
    public let status: Int
    public let headers: HTTPFields
    public let body: [UInt8]
    public let phases: HTTPPhases
    /// The address and port that answered.
    public let peer: String?

    public init(status: Int, headers: HTTPFields, body: [UInt8], phases: HTTPPhases, peer: String?) {
        self.status = status
        self.headers = headers
        self.body = body
        self.phases = phases
        self.peer = peer
    }
}
