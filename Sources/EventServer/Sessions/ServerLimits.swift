public import Transport

/// What the server takes before it says no.
public struct ServerLimits: Sendable, Equatable {
    /// WebSocket connections and HTTP requests together.
    public var connections = 10_000
    public var connectionsPerUser = 10
    public var loginAttempts = Rate(count: 10, per: .seconds(60))
    public var runsPerUser = 20
    /// Bytes of a client's message.
    public var message = 5 << 20
    /// Bytes and time of a request's head.
    public var head = HeadLimits()
    /// How long an agent may take for one run.
    public var run = Duration.seconds(60)
    /// How long a client may leave its events unread before it is closed with 1013.
    public var unread = Duration.seconds(10)

    /// What a limit may be: a count, the bytes of a message, those of a head, a time.
    public static let counts = 1...1_000_000
    public static let sizes = 1024...(1 << 30)
    public static let headSizes = 1024...(1 << 20)
    public static let times = Duration.milliseconds(100)...Duration.seconds(86_400)

    /// The defaults of `serve.yaml`.
    public init() {}
}
