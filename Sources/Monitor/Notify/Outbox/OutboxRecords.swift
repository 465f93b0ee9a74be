public import GRDB
public import Results

/// Reading and writing the outbox. Each function belongs into somebody's transaction.
public enum OutboxRecords {
    /// Puts notifications behind those that wait; the order is theirs.
    ///
    /// A reminder takes the place of one that waits still, and is left out where what it reminds of has not arrived.
    /// The end of an alert takes the place of a waiting reminder. Nothing else is ever left out.
    public static func enqueue(_ notifications: [AlertNotification], in db: Database, at now: WallTime) throws {
        for notification in notifications {
            let group: StatementArguments = [notification.receiver, notification.group]
            switch notification.kind {
            case .firing, .test: break
            case .reminder:
                let waits = try Bool.fetchOne(
                    db,
                    sql: "SELECT EXISTS (SELECT 1 FROM notification WHERE \(waiting) AND kind = 'firing')",
                    arguments: group
                )
                if waits ?? false { continue }
                try replaceReminders(group, in: db)
            case .resolved: try replaceReminders(group, in: db)
            }
            try OutboxRecord(id: "msg_\(ULID(at: now))", notification: notification, at: now).insert(in: db)
        }
    }

    /// Puts a row as it is behind all others, when rows move from one database to another.
    public static func append(_ record: OutboxRecord, in db: Database) throws {
        try record.insert(in: db)
    }

    /// The row that the receiver is to be sent next: of those that are the first of their group, the one that is due
    /// first. Nil when none waits.
    public static func next(of receiver: String, in db: Database) throws -> OutboxRecord? {
        try OutboxRecord.fetchOne(
            db,
            sql: """
                SELECT * FROM notification WHERE seq IN (
                    SELECT MIN(seq) FROM notification WHERE receiver = ? AND state = 'pending' GROUP BY group_key
                ) ORDER BY next_at, seq LIMIT 1
                """,
            arguments: [receiver]
        )
    }

    /// Records what became of an attempt.
    public static func record(
        _ decision: DeliveryDecision,
        answer: String,
        of id: String,
        in db: Database
    ) throws {
        switch decision {
        case .delivered: try settle(.delivered, answer, id, db)
        case .dead: try settle(.dead, answer, id, db)
        case .retry(let time):
            // What was replaced while the attempt was under way stays replaced.
            try db.execute(
                sql: "UPDATE notification SET attempts = attempts + 1, next_at = ?, answer = ? WHERE id = ?",
                arguments: [time.milliseconds, answer, id]
            )
        }
    }

    /// The newest rows in that state, at most `limit`, newest first. Rows that this version cannot read are left out.
    public static func newest(_ state: OutboxRecord.State, limit: Int, in db: Database) throws -> [OutboxRecord] {
        try Row.fetchAll(
            db,
            sql: "SELECT * FROM notification WHERE state = ? ORDER BY seq DESC LIMIT ?",
            arguments: [state.rawValue, limit]
        ).compactMap { try? OutboxRecord(row: $0) }
    }

    /// How many rows of each receiver wait.
    public static func waitingCounts(in db: Database) throws -> [String: Int] {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT receiver, COUNT(*) AS count FROM notification WHERE state = 'pending' GROUP BY receiver"
        )
        return Dictionary(rows.map { ($0["receiver"], $0["count"]) }, uniquingKeysWith: { first, _ in first })
    }

    /// Has dead letters since then sent again, and after each what its group was sent since, in the same order and
    /// with the same ids; so the last word is the last word again. Gives the number of rows.
    public static func replay(since: WallTime, in db: Database, at now: WallTime) throws -> Int {
        try db.execute(
            sql: """
                UPDATE notification SET state = 'pending', attempts = 0, next_at = ?1, created_at = ?1
                WHERE state IN ('dead', 'delivered') AND seq >= (
                    SELECT MIN(lost.seq) FROM notification AS lost
                    WHERE lost.receiver = notification.receiver AND lost.group_key = notification.group_key
                    AND lost.state = 'dead' AND lost.created_at >= ?2
                )
                """,
            arguments: [now.milliseconds, since.milliseconds]
        )
        return db.changesCount
    }

    /// Forgets what was settled and is older than `time`, at most `limit` rows. Gives the number of rows.
    public static func prune(before time: WallTime, limit: Int, in db: Database) throws -> Int {
        try db.execute(
            sql: """
                DELETE FROM notification WHERE seq IN (
                    SELECT seq FROM notification WHERE state IN ('delivered', 'dead', 'replaced') AND created_at < ? LIMIT ?
                )
                """,
            arguments: [time.milliseconds, limit]
        )
        return db.changesCount
    }

    private static let waiting = "receiver = ? AND group_key = ? AND state = 'pending'"

    private static func replaceReminders(_ group: StatementArguments, in db: Database) throws {
        try db.execute(
            sql: "UPDATE notification SET state = 'replaced' WHERE \(waiting) AND kind = 'repeat'",
            arguments: group
        )
    }

    private static func settle(_ state: OutboxRecord.State, _ answer: String, _ id: String, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE notification SET state = ?, answer = ? WHERE id = ?",
            arguments: [state.rawValue, answer, id]
        )
    }
}
