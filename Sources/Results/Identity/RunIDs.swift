/// The ids under which a run is found elsewhere: those we sent, or those the server gave instead.
public struct RunIDs: Sendable, Equatable, Codable {
    /// `run_id`
    public var run: String?
    /// `thread_id`
    public var thread: String?
    /// `connection_id`
    public var connection: String?
    /// `user_id`
    public var user: String?
    /// `trace_id`
    public var trace: String?

    /// The ids that are known.
    public init(
        run: String? = nil,
        thread: String? = nil,
        connection: String? = nil,
        user: String? = nil,
        trace: String? = nil
    ) {
        self.run = run
        self.thread = thread
        self.connection = connection
        self.user = user
        self.trace = trace
    }

    private enum CodingKeys: String, CodingKey {
        case run = "run_id"
        case thread = "thread_id"
        case connection = "connection_id"
        case user = "user_id"
        case trace = "trace_id"
    }
}
