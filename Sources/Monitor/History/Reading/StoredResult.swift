import FoundationEssentials
import GRDB
public import Results

/// A result as it is kept: its JSON, unread.
public struct StoredResult: Sendable, Equatable {
    /// The result's id.
    public let id: ULID
    /// When its run began.
    public let startedAt: WallTime
    /// `quintet.result/1`
    public let json: String

    init?(_ row: Row) {
        guard let id = ULID(row["id"]) else { return nil }
        self.id = id
        startedAt = WallTime(milliseconds: row["started_at"])
        json = row["json"]
    }

    /// The result.
    public func result() throws -> ProbeResult {
        try JSONDecoder().decode(ProbeResult.self, from: Data(json.utf8))
    }
}

/// Results, newest first.
public struct HistoryPage: Sendable, Equatable {
    /// At most as many as were asked for.
    public let results: [StoredResult]
    /// Where the next page begins; nil when this is the last.
    public let next: HistoryCursor?

    /// The first `limit` of what several databases found, each result once.
    init(merging found: [[StoredResult]], limit: Int) {
        var seen: Set<ULID> = []
        let merged = found.joined().filter { seen.insert($0.id).inserted }
            .sorted { ($0.startedAt, $0.id.description) > ($1.startedAt, $1.id.description) }
        results = Array(merged.prefix(limit))
        next = merged.count > limit ? results.last.map { HistoryCursor(startedAt: $0.startedAt, id: $0.id) } : nil
    }
}
