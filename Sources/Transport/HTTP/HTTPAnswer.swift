public import HTTPTypes

/// What a server answered, whatever its status; redirections are answers like any other.
public struct HTTPAnswer: Sendable, Equatable {
    /// 100 to 599 and whatever else a server makes up.
    public let status: Int
    /// Those of the final answer; lines that are no headers are left out.
    public let headers: HTTPFields
    /// At most ``HTTPCall/maxBody`` bytes.
    public let body: [UInt8]
    /// How long each part took.
    public let phases: HTTPPhases
    /// The address and port that answered.
    public let peer: String?

    /// An answer of these parts.
    public init(status: Int, headers: HTTPFields, body: [UInt8], phases: HTTPPhases, peer: String?) {
        self.status = status
        self.headers = headers
        self.body = body
        self.phases = phases
        self.peer = peer
    }
}
