/// What is kept of runs for users that reconnect.
public struct ReplaySettings: Sendable, Equatable {
    /// Events of one user, over all runs.
    public var events: Int
    /// How long after a run's end.
    public var time: Duration
    /// Bytes of all users together.
    public var bytes: Int

    /// The defaults of `serve.yaml`.
    public init(events: Int = 1000, time: Duration = .seconds(300), bytes: Int = 64 << 20) {
        self.events = events
        self.time = time
        self.bytes = bytes
    }
}
