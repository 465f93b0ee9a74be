import GRDB
public import Results

/// Which results are asked for; newest first.
public struct HistoryQuery: Sendable, Equatable {
    /// The most that one page holds.
    public static let mostResults = 500

    /// Of this probe alone.
    public var probe: String?
    /// With this verdict alone.
    public var verdict: Verdict?
    /// That began then or later.
    public var since: WallTime?
    /// How many at most, 1 to 500.
    public var limit: Int
    /// Behind this one.
    public var cursor: HistoryCursor?

    /// The newest results, whatever they are.
    public init(
        probe: String? = nil,
        verdict: Verdict? = nil,
        since: WallTime? = nil,
        limit: Int = 50,
        cursor: HistoryCursor? = nil
    ) {
        self.probe = probe
        self.verdict = verdict
        self.since = since
        self.limit = min(max(limit, 1), Self.mostResults)
        self.cursor = cursor
    }

    /// What it finds in one database: one more than asked for where there are more.
    func results(in db: Database) throws -> [StoredResult] {
        var conditions: [String] = []
        var arguments: StatementArguments = []
        if let probe {
            conditions.append("probe = ?")
            arguments += [probe]
        }
        if let verdict {
            conditions.append("verdict = '\(verdict.rawValue)'")
            // In these words SQLite sees that the index of what did not pass will do.
            if verdict != .pass { conditions.append("verdict <> 'pass'") }
        }
        if let since {
            conditions.append("started_at >= ?")
            arguments += [since.milliseconds]
        }
        if let cursor {
            conditions.append("(started_at, id) < (?, ?)")
            arguments += [cursor.startedAt.milliseconds, cursor.id.description]
        }
        let condition = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND "))"
        arguments += [limit + 1]
        return try Row.fetchAll(
            db,
            sql: """
                SELECT id, started_at, json FROM result \(condition) ORDER BY started_at DESC, id DESC LIMIT ?
                """,
            arguments: arguments
        ).compactMap(StoredResult.init)
    }
}
