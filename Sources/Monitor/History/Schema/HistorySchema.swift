public import GRDB

/// The tables of the history, the same in the file and in memory.
///
/// A concept is one migration and names the tables that it makes. A migration that was shipped is never changed: what
/// comes later gets one of its own, at the end of `concepts`.
public enum HistorySchema {
    /// Tables that belong together, and how they are made.
    public struct Concept: Sendable {
        /// Under this name SQLite remembers that it is there.
        public let name: String
        /// What it makes, in the order in which rows are moved from memory to the file.
        public let tables: [StoreTable]
        let create: @Sendable (Database) throws -> Void

        /// A concept whose tables `create` makes.
        public init(name: String, tables: [StoreTable], create: @escaping @Sendable (Database) throws -> Void) {
            self.name = name
            self.tables = tables
            self.create = create
        }
    }

    /// In the order in which they came.
    public static let concepts: [Concept] = [.results, .states]

    /// Every table.
    static var tables: [StoreTable] { concepts.flatMap(\.tables) }

    /// Brings a database to the newest shape.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for concept in concepts { migrator.registerMigration(concept.name, migrate: concept.create) }
        return migrator
    }
}

extension HistorySchema.Concept {
    /// What runs found out. A result is kept as its JSON, with what is searched for beside it.
    static let results = HistorySchema.Concept(
        name: "results",
        tables: [
            StoreTable(name: "result", key: ["id"], ordinal: "seq"),
            StoreTable(name: "finding", key: ["result", "position"]),
            StoreTable(name: "transcript", key: ["result"], ordinal: "seq"),
        ]
    ) { db in
        // The last index holds what people look for and is rare; a run that passed costs nothing there.
        try db.execute(
            sql: """
                CREATE TABLE result (
                    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, probe TEXT NOT NULL, target TEXT NOT NULL,
                    verdict TEXT NOT NULL, class TEXT, started_at INTEGER NOT NULL, duration REAL NOT NULL,
                    cycle TEXT NOT NULL, attempt INTEGER NOT NULL, json TEXT NOT NULL
                );
                CREATE INDEX result_by_time ON result (started_at, id);
                CREATE INDEX result_by_probe ON result (probe, started_at, id);
                CREATE INDEX result_by_verdict ON result (verdict, started_at, id) WHERE verdict <> 'pass';
                CREATE TABLE finding (
                    result TEXT NOT NULL REFERENCES result (id) ON DELETE CASCADE, position INTEGER NOT NULL,
                    class TEXT NOT NULL, severity TEXT, detail TEXT NOT NULL, PRIMARY KEY (result, position)
                ) WITHOUT ROWID;
                CREATE TABLE transcript (
                    seq INTEGER PRIMARY KEY, result TEXT NOT NULL UNIQUE REFERENCES result (id) ON DELETE CASCADE,
                    failed INTEGER NOT NULL, text TEXT NOT NULL
                );
                CREATE INDEX transcript_by_verdict ON transcript (failed, seq);
                """
        )
    }

    /// What is thought of each probe; `last` is the id of a result.
    static let states = HistorySchema.Concept(
        name: "states",
        tables: [StoreTable(name: "probe_state", key: ["probe"], carried: .all)]
    ) { db in
        try db.execute(
            sql: """
                CREATE TABLE probe_state (
                    probe TEXT PRIMARY KEY, target TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
                    since INTEGER, last TEXT
                ) WITHOUT ROWID;
                """
        )
    }
}
