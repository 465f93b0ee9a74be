/// The ids under which a run is found elsewhere: those we sent, or those the server gave instead.
public struct RunIDs: Sendable, Equatable, Codable {
    public var run: String?
    public var thread: String?
    public var connection: String?
    public var user: String?
    public var trace: String?

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
