import FoundationEssentials
public import GRDB
public import Results

/// What the alert engine remembers, in the store.
public enum AlertRecords {
    /// Stores a step, all of it: memories, and the notifications behind those that wait.
    public static func save(_ step: AlertStep, in db: Database, at now: WallTime) throws {
        for memory in step.memories {
            let text = String(decoding: try JSONEncoder().encode(memory), as: UTF8.self)
            try db.execute(
                sql:
                    "INSERT INTO alert (key, memory) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET memory = excluded.memory",
                arguments: [memory.key.description, text]
            )
        }
        for key in step.forgotten {
            try db.execute(sql: "DELETE FROM alert WHERE key = ?", arguments: [key.description])
        }
        try OutboxRecords.enqueue(step.notifications, in: db, at: now)
    }

    /// All memories, by key. One that this version cannot read is left out: a monitor that starts without it is
    /// better than one that does not start.
    public static func load(_ db: Database) throws -> [AlertMemory] {
        try String.fetchAll(db, sql: "SELECT memory FROM alert ORDER BY key").compactMap {
            try? JSONDecoder().decode(AlertMemory.self, from: Data($0.utf8))
        }
    }
}
