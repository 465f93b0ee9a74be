public import GRDB
public import Results

/// What is written in one transaction, in this order: it is all there afterwards, or nothing of it.
public struct HistoryBatch: Sendable {
    /// A run, with its transcript where that is kept.
    public struct Run: Sendable {
        /// What it found.
        public let result: ProbeResult
        /// `quintet.transcript/1`; nil where none is kept.
        public let transcript: String?

        /// A run to be written.
        public init(_ result: ProbeResult, transcript: String? = nil) {
            self.result = result
            self.transcript = transcript
        }
    }

    /// In the order in which they ended.
    public var runs: [Run] = []
    /// What is thought of the probes afterwards.
    public var states: [ProbeStatus] = []
    /// What others have to write together with it.
    public var also: [@Sendable (Database) throws -> Void] = []

    /// An empty batch.
    public init() {}

    /// Whether there is nothing to write.
    public var isEmpty: Bool { runs.isEmpty && states.isEmpty && also.isEmpty }

    func write(in db: Database) throws {
        for run in runs { try write(run, in: db) }
        for state in states { try write(state, in: db) }
        for change in also { try change(db) }
    }

    private func write(_ run: Run, in db: Database) throws {
        let result = run.result
        let id = result.id.description
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO result
                    (id, probe, target, verdict, class, started_at, duration, cycle, attempt, json)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        try insert.execute(arguments: [
            id, result.probe, result.target, result.verdict.rawValue, result.failure?.failureClass.rawValue,
            result.startedAt.milliseconds, Seconds(result.duration).value, result.cycle.description, result.attempt,
            try result.json(),
        ])
        for (position, finding) in result.findings.enumerated() {
            let insert = try db.cachedStatement(
                sql: "INSERT INTO finding (result, position, class, severity, detail) VALUES (?, ?, ?, ?, ?)"
            )
            try insert.execute(arguments: [
                id, position, finding.failureClass.rawValue, finding.severity?.rawValue, finding.detail,
            ])
        }
        guard let transcript = run.transcript else { return }
        let keep = try db.cachedStatement(sql: "INSERT INTO transcript (result, failed, text) VALUES (?, ?, ?)")
        try keep.execute(arguments: [id, result.verdict == .fail, transcript])
    }

    private func write(_ status: ProbeStatus, in db: Database) throws {
        let insert = try db.cachedStatement(
            sql:
                "INSERT OR REPLACE INTO probe_state (probe, target, kind, state, since, last) VALUES (?, ?, ?, ?, ?, ?)"
        )
        try insert.execute(arguments: [
            status.probe, status.target, status.kind.rawValue, status.state.rawValue, status.since?.milliseconds,
            status.last?.id.description,
        ])
    }
}
