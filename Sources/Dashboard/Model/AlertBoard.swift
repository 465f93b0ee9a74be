import Results

/// `/api/v1/alerts`.
struct AlertBoard: Decodable, Equatable, Sendable {
    /// One alert.
    struct Alert: Decodable, Equatable, Sendable {
        struct Labels: Decodable, Equatable, Sendable {
            var probe: String?
            var target: String?
        }

        var name: String
        var state: String
        var severity: String?
        var labels: Labels?
        var since: WallTime?
        var reason: String?
        var annotations: [String: String]?
        var result: String?
    }

    /// A notification that has not arrived yet, or that nobody will try again.
    struct Notice: Decodable, Equatable, Sendable {
        var id: String
        var receiver: String
        var group: String?
        var kind: String?
        var createdAt: WallTime?
        var attempts: Int?
        var nextAttempt: WallTime?
        var answer: String?

        private enum CodingKeys: String, CodingKey {
            case id, receiver, group, kind, attempts, answer
            case createdAt = "created_at"
            case nextAttempt = "next_attempt"
        }
    }

    var alerts: [Alert]
    var outbox: [Notice]?
    var dead: [Notice]?
}
