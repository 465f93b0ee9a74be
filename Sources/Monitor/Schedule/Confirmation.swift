import Results

/// One cycle of a probe: its run, and the runs that confirm it where it would change the state. Never sleeps.
///
/// The last attempt decides. A leak decides at once, whatever an attempt after it would say; and the first state of a
/// probe needs no confirmation unless it is down.
struct Confirmation {
    enum Answer: Equatable {
        /// The attempt decides the cycle.
        case decided
        /// It would change the state: run again, so long after its end.
        case again(after: Duration)
    }

    private let state: ProbeState
    private let after: Duration
    private var retries: Int

    /// A cycle of a probe whose state is `state`.
    init(_ policy: ConfirmPolicy, state: ProbeState) {
        self.state = state
        after = policy.after
        retries = policy.retries
    }

    /// Takes what an attempt found, one result a user.
    mutating func take(_ results: [ProbeResult]) -> Answer {
        guard retries > 0, let meant = ProbeState(meantBy: results), meant != state else { return .decided }
        guard state != .unknown || meant == .down else { return .decided }
        guard !results.contains(where: { $0.failure?.failureClass == .crossUserLeak }) else { return .decided }
        retries -= 1
        return .again(after: after)
    }
}
