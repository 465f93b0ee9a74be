public import GRDB

/// The tables of alerts: what the engine remembers, and what is to be sent.
public enum OutboxSchema {
    /// The name of the migration that makes them.
    public static let migration = "alerts"

    /// Makes the tables.
    public static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE alert (key TEXT NOT NULL PRIMARY KEY, memory TEXT NOT NULL) WITHOUT ROWID;
                CREATE TABLE notification (
                    seq INTEGER PRIMARY KEY AUTOINCREMENT,
                    id TEXT NOT NULL UNIQUE,
                    receiver TEXT NOT NULL,
                    group_key TEXT NOT NULL,
                    kind TEXT NOT NULL,
                    payload TEXT NOT NULL,
                    created_at INTEGER NOT NULL,
                    attempts INTEGER NOT NULL DEFAULT 0,
                    next_at INTEGER NOT NULL,
                    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'dead', 'replaced')),
                    answer TEXT
                );
                CREATE INDEX notification_waiting ON notification (receiver, group_key, seq) WHERE state = 'pending';
                CREATE INDEX notification_state ON notification (state, created_at);
                """
        )
    }
}
