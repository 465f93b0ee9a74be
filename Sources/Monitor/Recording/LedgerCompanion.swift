public import GRDB
public import Results

/// Somebody who draws conclusions from each cycle, to be written in the same transaction: the alerts.
public protocol LedgerCompanion: Sendable {
    /// Takes a cycle that is decided, in the order in which they are written; always from the ledger's own task.
    ///
    /// - Returns: what it means; nil where that is nothing.
    func take(_ results: [ProbeResult], status: ProbeStatus) -> LedgerStep?
}

/// What is to be written together with the cycles around it, and what happens once it is.
public struct LedgerStep: Sendable {
    /// Writes it.
    public let write: @Sendable (Database) throws -> Void
    /// Called once it is committed; what nobody may see before.
    public let committed: @Sendable () -> Void

    /// A step.
    public init(
        write: @escaping @Sendable (Database) throws -> Void,
        committed: @escaping @Sendable () -> Void = {}
    ) {
        self.write = write
        self.committed = committed
    }
}
