public import Results

/// What the engine has to remember of one alert, over a restart too.
public struct AlertMemory: Sendable, Equatable, Codable {
    /// Which alert it is.
    public let key: AlertKey
    /// The name of what the probe watches.
    public let target: String
    /// How loud it is.
    public var severity: AlertSeverity
    /// Which of the last cycles were in trouble, newest last. It begins with one that was: those before it that were well
    /// decide nothing.
    public internal(set) var window: [Bool] = []
    /// Where it stands.
    public internal(set) var phase = Phase.inactive

    /// Where an alert stands.
    public enum Phase: Sendable, Equatable, Codable {
        /// Nothing is wrong.
        case inactive
        /// Something is wrong, and not enough of it.
        case pending(AlertMark)
        /// Somebody has to know.
        case firing(AlertFiring)
    }

    /// An alert of which nothing is known.
    init(key: AlertKey, target: String, severity: AlertSeverity) {
        self.key = key
        self.target = target
        self.severity = severity
    }

    /// Whether there is nothing to remember.
    var isBlank: Bool { phase == .inactive && window.isEmpty }
}

/// Since when an alert stands where it stands, and why.
public struct AlertMark: Sendable, Equatable, Codable {
    /// When the cycle ended that brought it there.
    public var since: WallTime
    /// Why, in words: `2 of 3 failed, missing_event tool_completed`.
    public var reason: String
    /// What had failed in that cycle; nil where the alert is about something else.
    public var failure: Failure?
    /// The result that shows it; nil where there is none.
    public var result: ULID?
}

/// An alert that fires.
public struct AlertFiring: Sendable, Equatable, Codable {
    /// Since when, and why.
    public var mark: AlertMark
    /// The texts for people, filled in when it fired.
    public var annotations: [String: String]
    /// Cycles without trouble since the last one with it.
    public var passes: Int
    /// When each receiver was last told of it.
    public var told: [String: WallTime]
}
