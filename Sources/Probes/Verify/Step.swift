public import Transport

/// What a message did to a run.
public enum Step: Sendable, Equatable {
    /// Nothing of this run's sequence: a heartbeat, somebody else's event, a malformed frame.
    case nothing
    /// An event of the run, by name, and the run goes on.
    case event(String)
    /// The run ended with this message.
    case ended(RunEnd)
}

extension Step {
    /// What a message did that carried both.
    func joined(with other: Step) -> Step {
        switch (self, other) {
        case (.ended, _), (_, .nothing): self
        case (.nothing, _), (.event, _): other
        }
    }
}

/// What a run ended with, of itself.
public enum RunEnd: Sendable, Equatable {
    /// The outermost agent's terminal event.
    case terminal(String)
    /// A frame that ends a run without one, as `cleanup_complete`.
    case end(String)
    /// The server said that the run failed.
    case failure(String)

    /// The name of the frame.
    public var name: String {
        switch self {
        case .terminal(let name), .end(let name), .failure(let name): name
        }
    }
}

/// Whether a run has been silent for too long.
public enum Look: Sendable, Equatable {
    /// Silence ends nothing here: no event came yet, the run is over, or it has no stall budget.
    case waiting
    /// The time to look again.
    case quiet(until: Instant)
    /// The stall budget is used up.
    case silent(for: Duration)
}
