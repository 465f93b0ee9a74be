import Results

/// What the API says of one alert.
struct AlertDocument: Sendable, Equatable, Encodable {
    /// The raw values are those of the API.
    enum State: String, Sendable, Encodable {
        case pending, firing, silenced
    }

    let name: String
    let state: State
    let severity: String
    let labels: [String: String]
    let since: WallTime
    let reason: String
    let annotations: [String: String]
    let result: OrNull<ULID>
}

/// What the API says of a notification that has not arrived.
struct NotificationDocument: Sendable, Equatable, Encodable {
    let id: String
    let receiver: String
    let group: String
    let kind: String
    let createdAt: WallTime
    let attempts: Int
    let nextAttempt: OrNull<WallTime>
    /// What the receiver said last.
    let answer: OrNull<String>

    private enum CodingKeys: String, CodingKey {
        case id, receiver, group, kind, attempts, answer
        case createdAt = "created_at"
        case nextAttempt = "next_attempt"
    }
}

/// `/api/v1/alerts`
struct AlertsDocument: Sendable, Equatable, Encodable {
    var alerts: [AlertDocument] = []
    /// Not delivered yet.
    var outbox: [NotificationDocument] = []
    /// Given up.
    var dead: [NotificationDocument] = []
}
