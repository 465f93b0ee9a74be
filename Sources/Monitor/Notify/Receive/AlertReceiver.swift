/// Where notifications go, and in which shape.
public struct AlertReceiver: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// Where it is, and how it is spoken to.
    public var webhook: Webhook
    /// What it wants to be told.
    public var policy: NotificationPolicy
    /// How long one attempt may take, from 1 ms on.
    public var timeout: Duration

    /// A receiver that is given ten seconds, unless more is said.
    public init(
        name: String,
        webhook: Webhook,
        policy: NotificationPolicy = NotificationPolicy(),
        timeout: Duration = .seconds(10)
    ) {
        self.name = name
        self.webhook = webhook
        self.policy = policy
        self.timeout = timeout
    }
}
