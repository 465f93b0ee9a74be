import FoundationEssentials
public import GRDB
public import Results

/// A row of the outbox: a notification of a group for one receiver, and how far it came.
public struct OutboxRecord: Sendable, Equatable {
    /// How far it came. The raw values stand in the table.
    public enum State: String, Sendable {
        case pending
        case delivered
        /// Refused for good, or given up.
        case dead
        /// A newer one says the same.
        case replaced
    }

    /// The `webhook-id`, the same on every attempt.
    public var id: String
    /// What is to be told.
    public var notification: AlertNotification
    /// When it was put here.
    public var createdAt: WallTime
    /// Attempts that failed.
    public var attempts: Int
    /// When the next attempt is due.
    public var nextAt: WallTime
    /// How far it came.
    public var state: State
    /// What came of the last attempt; nil before the first.
    public var answer: String?

    /// A row that waits for its first attempt.
    public init(id: String, notification: AlertNotification, at now: WallTime) {
        self.id = id
        self.notification = notification
        createdAt = now
        attempts = 0
        nextAt = now
        state = .pending
    }
}

extension OutboxRecord: FetchableRecord {
    /// A row that this version did not write and cannot read.
    public struct Unreadable: Error {
        /// The row's id.
        public let id: String
    }

    public init(row: Row) throws {
        let payload: String = row["payload"]
        let decoder = JSONDecoder()
        id = row["id"]
        guard let state = State(rawValue: row["state"]),
            let notification = try? decoder.decode(AlertNotification.self, from: Data(payload.utf8))
        else { throw Unreadable(id: id) }
        self.notification = notification
        createdAt = WallTime(milliseconds: row["created_at"])
        attempts = row["attempts"]
        nextAt = WallTime(milliseconds: row["next_at"])
        self.state = state
        answer = row["answer"]
    }

    /// Writes it behind all others.
    func insert(in db: Database) throws {
        let payload = String(decoding: try JSONEncoder().encode(notification), as: UTF8.self)
        try db.execute(
            sql: """
                INSERT INTO notification
                (id, receiver, group_key, kind, payload, created_at, attempts, next_at, state, answer)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, notification.receiver, notification.group, notification.kind.rawValue, payload,
                createdAt.milliseconds, attempts, nextAt.milliseconds, state.rawValue, answer,
            ]
        )
    }
}
