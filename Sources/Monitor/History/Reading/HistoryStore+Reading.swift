import FoundationEssentials
import GRDB
public import Results

/// Reading: what is committed, whether in the file or in memory.
extension HistoryStore {
    /// The results that `query` asks for.
    public func page(_ query: HistoryQuery) async throws -> HistoryPage {
        let found = try await readEverywhere { db in try query.results(in: db) }
        return HistoryPage(merging: found, limit: query.limit)
    }

    /// The result with that id; nil where there is none, or none any more.
    public func result(_ id: ULID) async throws -> StoredResult? {
        try await readEverywhere { db in
            try Row.fetchOne(
                db,
                sql: "SELECT id, started_at, json FROM result WHERE id = ?",
                arguments: [id.description]
            ).flatMap(StoredResult.init)
        }.compactMap(\.self).first
    }

    /// The transcript of the run of that result, `quintet.transcript/1`; nil where none is kept.
    public func transcript(of id: ULID) async throws -> String? {
        try await readEverywhere { db in
            try String.fetchOne(
                db,
                sql: "SELECT text FROM transcript WHERE result = ?",
                arguments: [id.description]
            )
        }.compactMap(\.self).first
    }

    /// What was thought of the probes when it was last written, by their names. Waits for the file: for the start alone.
    public func states() throws -> [ProbeStatus] {
        try readNow { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT probe_state.*, result.json FROM probe_state LEFT JOIN result ON result.id = probe_state.last
                    ORDER BY probe_state.probe
                    """
            ).compactMap(ProbeStatus.init)
        }
    }
}

extension ProbeStatus {
    /// Nil where a later version wrote a kind or a state that this one does not know.
    fileprivate init?(_ row: Row) {
        guard let kind = ProbeKind(rawValue: row["kind"]), let state = ProbeState(rawValue: row["state"]) else {
            return nil
        }
        let json: String? = row["json"]
        let since: Int64? = row["since"]
        self.init(
            probe: row["probe"],
            target: row["target"],
            kind: kind,
            state: state,
            since: since.map(WallTime.init(milliseconds:)),
            // A last result that cannot be read is as good as one that is gone: the state stands without it.
            last: json.flatMap { try? JSONDecoder().decode(ProbeResult.self, from: Data($0.utf8)) }
        )
    }
}
