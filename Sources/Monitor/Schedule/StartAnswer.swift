public import Results

/// What becomes of a wish that a probe runs now.
public enum StartAnswer: Sendable, Equatable {
    /// It starts at once.
    case started(cycle: ULID)
    /// It is being run already, or as much is as can be.
    case busy
    /// No probe of that name is scheduled.
    case unknown
    /// Nothing is being started: the monitor is starting, or shutting down.
    case stopped
}
