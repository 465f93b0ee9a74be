/// What one receiver wants to be told, and how often.
public struct NotificationPolicy: Sendable, Equatable {
    /// How often it is reminded of an alert that goes on; nil for never.
    public var repeatEvery: Duration?
    /// Whether it is told that an alert is over.
    public var sendsResolved: Bool

    /// By default four hours, and it is told.
    public init(repeatEvery: Duration? = .seconds(4 * 3_600), sendsResolved: Bool = true) {
        self.repeatEvery = repeatEvery
        self.sendsResolved = sendsResolved
    }
}
