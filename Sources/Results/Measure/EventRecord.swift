/// One event of the contract as a run saw it.
public struct EventRecord: Sendable, Equatable {
    /// By the name that the contract gives it.
    public var event: String
    /// From the moment the request was written.
    public var at: Duration
    /// From the event before; of the first, from the request.
    public var gap: Duration
    /// Who sent it; nil where it does not say so.
    public var agent: String?
    /// The tool it is about, where it is about one.
    public var tool: String?

    /// An event that came `at` after the request.
    public init(event: String, at: Duration, gap: Duration, agent: String? = nil, tool: String? = nil) {
        self.event = event
        self.at = at
        self.gap = gap
        self.agent = agent
        self.tool = tool
    }
}

extension EventRecord: Codable {
    private enum Key: String, CodingKey { case event, at, gap, agent, tool }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        event = try values.decode(String.self, forKey: .event)
        at = try values.decode(Seconds.self, forKey: .at).duration
        gap = try values.decode(Seconds.self, forKey: .gap).duration
        agent = try values.decodeIfPresent(String.self, forKey: .agent)
        tool = try values.decodeIfPresent(String.self, forKey: .tool)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(event, forKey: .event)
        try values.encode(Seconds(at), forKey: .at)
        try values.encode(Seconds(gap), forKey: .gap)
        try values.encodeIfPresent(agent, forKey: .agent)
        try values.encodeIfPresent(tool, forKey: .tool)
    }
}
