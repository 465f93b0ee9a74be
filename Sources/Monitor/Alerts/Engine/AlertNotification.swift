public import Results

/// What one receiver is to be told about a group of alerts. It says nothing of how.
public struct AlertNotification: Sendable, Equatable, Codable {
    /// Why it is told. The raw values stand in the outbox.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// An alert began to fire.
        case firing
        /// It still fires.
        case reminder = "repeat"
        /// It is over.
        case resolved
        /// Nothing is wrong: somebody tries out the receiver.
        case test
    }

    /// Why it is told.
    public var kind: Kind
    /// The receiver's name.
    public var receiver: String
    /// What keeps its order: notifications of one group are sent one after the other.
    public var group: String
    /// At least one.
    public var alerts: [Alert]
    /// When it became due.
    public var at: WallTime

    /// A notification of these facts.
    public init(kind: Kind, receiver: String, group: String, alerts: [Alert], at: WallTime) {
        self.kind = kind
        self.receiver = receiver
        self.group = group
        self.alerts = alerts
        self.at = at
    }
}
