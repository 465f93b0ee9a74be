import Dispatch
public import GRDB
public import Logging
import Results
import Synchronization

/// The history: in its file, or in memory as long as the file cannot be used.
///
/// Whoever writes never hears of the file's troubles. When it is full, locked, read-only or corrupt, the same tables
/// go on in memory (with what has to be known of the file's, as far as it can be read), and what was to be written is
/// written there. `heal()` tries the file again and moves what memory holds into it, in order. In memory the newest
/// results are kept, up to a bound; those that are lost before the file is back are counted.
///
/// It reads no clock but for the name of a corrupt file, and has no task of its own: see ``HistoryKeeper``.
public final class HistoryStore: Sendable {
    /// Results that memory holds.
    public static let mostInMemory = 2_000
    /// Transcripts that memory holds.
    static let mostTranscriptsInMemory = 50

    enum Place: Sendable {
        case file(DatabasePool)
        /// `behind` is the file, as far as it can still be read.
        case memory(DatabaseQueue, behind: DatabasePool?)
    }

    struct State {
        var place: Place
        var fault: StoreFault?
        /// How often the place has changed.
        var changes = 0
    }

    /// The place was another one when its turn came.
    private struct PlaceChanged: Error {}

    let path: String?
    let meter: StoreMeter
    let logger: Logger
    let state: Mutex<State>
    /// Falling and healing, one at a time, and never on a thread that tasks run on.
    let repairs = DispatchQueue(label: "quintet.history.repairs")
    /// Rings when the file stops being usable.
    let alarm = Bell()

    /// - Parameter path: the file, made where there is none; nil for a history in memory alone.
    public init(path: String?, meter: StoreMeter, logger: Logger) {
        self.path = path
        self.meter = meter
        self.logger = logger
        do {
            state = Mutex(State(place: .memory(try HistoryFile.memory(), behind: nil)))
        } catch {
            // Our own schema in an empty database: what fails here is a mistake in it, whatever the machine is like.
            fatalError("the tables of the history cannot be made in memory: \(error)")
        }
        guard let path else { return }
        do throws(StoreFault) {
            let pool = try Self.opened(path, logger)
            state.withLock { $0.place = .file(pool) }
        } catch {
            state.withLock { $0.fault = error }
            meter.healthy(false)
            logger.error("\(path) \(error); the history goes on in memory", metadata: ["path": "\(path)"])
        }
    }

    /// Whether the history is where it should be.
    public var health: StoreHealth { StoreHealth(path: path, fault: state.withLock { $0.fault }) }

    /// Writes `batch` in one transaction. Once it returns, a killed process loses nothing of it, unless the history is
    /// in memory.
    public func commit(_ batch: HistoryBatch) async throws {
        try await write { try batch.write(in: $0) }
    }

    /// Makes `change` in one transaction, where the history is now; it may be called again when that changes meanwhile.
    ///
    /// Cancellation does not reach it: what was found out is kept also while everything is being shut down.
    ///
    /// - Throws: what `change` throws, unless it is a fault of the file.
    public func write<Value: Sendable>(
        _ change: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        while true {
            let (place, changes) = state.withLock { ($0.place, $0.changes) }
            do {
                switch place {
                case .file(let pool): return try await Self.inTransaction(pool, change)
                case .memory(let queue, _):
                    return try await Self.inTransaction(queue) { db in
                        guard self.state.withLock({ $0.changes }) == changes else { throw PlaceChanged() }
                        let value = try change(db)
                        try self.trim(db)
                        return value
                    }
                }
            } catch is PlaceChanged {
                continue
            } catch {
                guard case .file = place, let fault = StoreFault(error) else { throw error }
                try await fall(from: changes, because: fault)
            }
        }
    }

    private static func inTransaction<Value: Sendable>(
        _ writer: any DatabaseWriter,
        _ change: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            writer.asyncWriteWithoutTransaction { db in
                continuation.resume(
                    with: Result {
                        var value: Value?
                        try db.inTransaction(.immediate) {
                            value = try change(db)
                            return .commit
                        }
                        guard let value else { throw PlaceChanged() }
                        return value
                    }
                )
            }
        }
    }

    /// Keeps memory bounded.
    private func trim(_ db: Database) throws {
        let trim = try db.cachedStatement(sql: "DELETE FROM result WHERE seq <= (SELECT max(seq) FROM result) - ?")
        try trim.execute(arguments: [Self.mostInMemory])
        if path != nil { meter.dropped(db.changesCount) }
        let forget = try db.cachedStatement(
            sql: "DELETE FROM transcript WHERE seq <= (SELECT max(seq) FROM transcript) - ?"
        )
        try forget.execute(arguments: [Self.mostTranscriptsInMemory])
    }
}
