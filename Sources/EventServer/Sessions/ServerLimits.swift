public import Transport

/// What the server takes before it says no.
public struct ServerLimits: Sendable, Equatable {
    /// WebSocket connections and HTTP requests together.
    public var connections = 10_000
    /// Sockets of one user.
    public var connectionsPerUser = 10
    /// Wrong passwords for one email.
    public var loginAttempts = Rate(count: 10, per: .seconds(60))
    /// Runs of one user that are under way at a time.
    public var runsPerUser = 20
    /// Bytes of a client's message.
    public var message = 5 << 20
    /// Bytes and time of a request's head.
    public var head = HeadLimits()
    /// How long an agent may take for one run.
    public var run = Duration.seconds(60)
    /// How long a client may leave its events unread before it is closed with 1013.
    public var unread = Duration.seconds(10)

    /// What a count may be.
    public static let counts = 1...1_000_000
    /// What the bytes of a message may be.
    public static let sizes = 1024...(1 << 30)
    /// What the bytes of a head may be.
    public static let headSizes = 1024...(1 << 20)
    /// What a time may be.
    public static let times = Duration.milliseconds(100)...Duration.seconds(86_400)

    /// The defaults of `serve.yaml`.
    public init() {}
}
