import GRDB
import Results

/// How much of the past is kept.
public struct HistoryRetention: Sendable, Equatable {
    /// Rows that one transaction deletes: whoever wants to write in between does not wait long.
    static let step = 200

    /// Results that began longer ago go.
    public var age = Duration.seconds(30 * 86_400)
    /// Transcripts of failed runs, the newest.
    public var failedTranscripts = 1_000
    /// Transcripts of all other runs, the newest.
    public var passedTranscripts = 50

    /// The default.
    public init() {}

    /// What the configuration says.
    init(_ settings: StoreSettings) {
        age = settings.retain
        failedTranscripts = settings.failedTranscripts
        passedTranscripts = settings.passedTranscripts
    }

    /// Deletes a few rows that are not to be kept at `now`; gives how many there were.
    func step(in db: Database, at now: WallTime) throws -> Int {
        try db.execute(
            sql: "DELETE FROM result WHERE seq IN (SELECT seq FROM result WHERE started_at < ? LIMIT ?)",
            arguments: [now.advanced(by: .zero - age).milliseconds, Self.step]
        )
        var count = db.changesCount
        for (failed, kept) in [(true, failedTranscripts), (false, passedTranscripts)] {
            try db.execute(
                sql: """
                    DELETE FROM transcript WHERE seq IN (
                        SELECT seq FROM transcript WHERE failed = ? ORDER BY seq DESC LIMIT ? OFFSET ?
                    )
                    """,
                arguments: [failed, Self.step, kept]
            )
            count += db.changesCount
        }
        return count
    }
}
