public import Results

/// What to do after an attempt.
public enum DeliveryDecision: Sendable, Equatable {
    /// It arrived.
    case delivered
    /// Try again then.
    case retry(at: WallTime)
    /// Never again, unless somebody wants it replayed.
    case dead
}

/// Decides what becomes of a notification after each attempt: exponential back-off with full jitter.
public struct DeliveryPlan: Sendable, Equatable {
    /// The longest wait after the first attempt; it doubles with each.
    public var base: Duration
    /// No wait of ours is longer.
    public var cap: Duration
    /// No wait that a receiver asks for is longer.
    public var longestAsked: Duration
    /// How long a notification is tried before it is given up.
    public var giveUpAfter: Duration

    /// From two seconds to five minutes, a day where the receiver asks for it, for three days.
    public init(
        base: Duration = .seconds(2),
        cap: Duration = .seconds(300),
        longestAsked: Duration = .seconds(86_400),
        giveUpAfter: Duration = .seconds(3 * 86_400)
    ) {
        self.base = base
        self.cap = cap
        self.longestAsked = longestAsked
        self.giveUpAfter = giveUpAfter
    }

    /// - Parameters:
    ///   - failures: attempts that failed before this one.
    ///   - created: when the notification was put into the outbox.
    ///   - jitter: a random number, 0 to 1: how much of the longest wait is waited.
    public func decide(
        _ outcome: AttemptOutcome,
        failures: Int,
        created: WallTime,
        at now: WallTime,
        jitter: Double
    ) -> DeliveryDecision {
        switch outcome {
        case .answered(200...299, _): .delivered
        case .answered(408, let asked), .answered(425, let asked), .answered(429, let asked),
            .answered(500...599, let asked):
            retry(failures, asked, created, now, jitter)
        case .failed: retry(failures, nil, created, now, jitter)
        // Redirections are not followed, and a receiver that moved does not come back.
        case .answered, .impossible: .dead
        }
    }

    private func retry(
        _ failures: Int,
        _ asked: RetryAfter?,
        _ created: WallTime,
        _ now: WallTime,
        _ jitter: Double
    ) -> DeliveryDecision {
        guard now < created.advanced(by: giveUpAfter) else { return .dead }
        // Far beyond any cap already, and still no overflow.
        let longest = min(cap, base * (1 << min(max(failures, 0), 20)))
        let own = now.advanced(by: longest * min(max(jitter, 0), 1))
        let theirs: WallTime? =
            switch asked {
            case .after(let time): now.advanced(by: min(time, longestAsked))
            case .at(let time): min(time, now.advanced(by: longestAsked))
            case nil: nil
            }
        return .retry(at: max(own, theirs ?? own))
    }

    /// Whether a row that waits until `next` is due. A time further ahead than any that this plan sets was set before the
    /// machine's clock was put back.
    func isDue(_ next: WallTime, at now: WallTime) -> Bool {
        next <= now || next > now.advanced(by: max(cap, longestAsked))
    }
}
