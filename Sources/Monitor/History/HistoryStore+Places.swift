import Dispatch
import FoundationEssentials
public import GRDB
import Logging
import Results
import Synchronization

/// Where the history is: falling from the file to memory, and healing.
extension HistoryStore {
    /// Tries the file again; does nothing where it is in use or none is asked for.
    ///
    /// - Returns: whether the history is where it should be now.
    @discardableResult
    public func heal() async -> Bool {
        await onRepairs { self.returnToFile() }
    }

    /// Leaves a file that somebody has removed: SQLite would go on writing to what has no name any more.
    func leaveRemovedFile() async throws {
        let (place, changes) = state.withLock { ($0.place, $0.changes) }
        guard let path, case .file = place, !FileManager.default.fileExists(atPath: path) else { return }
        try await fall(from: changes, because: .removed)
    }

    /// Reads in both places where there are two, memory first.
    func readEverywhere<Value: Sendable>(
        _ read: @escaping @Sendable (Database) throws -> Value
    ) async throws -> [Value] {
        let (place, changes) = state.withLock { ($0.place, $0.changes) }
        switch place {
        case .file(let pool):
            do {
                return [try await Self.read(pool, read)]
            } catch {
                guard StoreFault(error) == .corrupt else { throw error }
                try await fall(from: changes, because: .corrupt)
                return try await readEverywhere(read)
            }
        case .memory(let queue, let behind):
            var values = [try await Self.read(queue, read)]
            // A file that cannot be read either has nothing to add.
            if let behind, let value = try? await Self.read(behind, read) { values.append(value) }
            return values
        }
    }

    /// Reads where the history is now, for as long as it takes.
    func readNow<Value>(_ read: (Database) throws -> Value) throws -> Value {
        switch state.withLock({ $0.place }) {
        case .file(let pool): try pool.read(read)
        case .memory(let queue, _): try queue.read(read)
        }
    }

    /// Reads where the history is now; for rows that memory carries on when the file is lost.
    public func read<Value: Sendable>(
        _ read: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        switch state.withLock({ $0.place }) {
        case .file(let pool): try await Self.read(pool, read)
        case .memory(let queue, _): try await Self.read(queue, read)
        }
    }

    /// Goes on in memory, unless somebody saw to it already.
    func fall(from changes: Int, because fault: StoreFault) async throws {
        try await onRepairs {
            Result {
                guard self.state.withLock({ $0.changes }) == changes else { return }
                try self.leaveFile(because: fault)
            }
        }.get()
    }

    /// The database in the file at `path`. One that is corrupt is set aside, and a new one begun.
    static func opened(_ path: String, _ logger: Logger) throws(StoreFault) -> DatabasePool {
        do throws(StoreFault) {
            return try HistoryFile.open(path)
        } catch {
            guard error == .corrupt else { throw error }
            return try begunAnew(path, logger)
        }
    }

    private static func begunAnew(_ path: String, _ logger: Logger) throws(StoreFault) -> DatabasePool {
        do {
            let aside = try HistoryFile.setAside(path, at: .now)
            logger.error(
                "\(path) is corrupt; it is \(aside) now, and a new one is begun",
                metadata: ["path": "\(path)"]
            )
            return try HistoryFile.open(path)
        } catch {
            // What cannot be renamed stays where it is.
            throw (error as? StoreFault) ?? .corrupt
        }
    }

    private func leaveFile(because fault: StoreFault) throws {
        guard let path, case .file(let pool) = state.withLock({ $0.place }) else { return }
        if fault == .corrupt, let fresh = try? Self.begunAnew(path, logger) {
            // What was being written is written to the new one.
            state.withLock { $0 = State(place: .file(fresh), changes: $0.changes + 1) }
            return
        }
        let queue = try HistoryFile.memory()
        if fault != .corrupt {
            // What cannot be read cannot be carried on either, and memory begins empty.
            try? pool.read { file in try queue.write { try RowMove.carried(from: file, to: $0) } }
        }
        let behind = fault == .corrupt ? nil : pool
        state.withLock { $0 = State(place: .memory(queue, behind: behind), fault: fault, changes: $0.changes + 1) }
        meter.healthy(false)
        logger.error("\(path) \(fault); the history goes on in memory", metadata: ["path": "\(path)"])
        alarm.ring()
    }

    private func returnToFile() -> Bool {
        guard let path, case .memory(let queue, _) = state.withLock({ $0.place }) else { return true }
        do {
            let pool = try Self.opened(path, logger)
            // Who wants to write meanwhile waits for memory's turn, and then finds that the place has changed.
            let count = try queue.writeWithoutTransaction { memory in
                let count = try pool.write { file in try RowMove.all(from: memory, to: file) }
                state.withLock { $0 = State(place: .file(pool), changes: $0.changes + 1) }
                return count
            }
            meter.healthy(true)
            logger.notice("the history is in \(path) again", metadata: ["path": "\(path)", "rows": "\(count)"])
            return true
        } catch {
            let fault = StoreFault(opening: error)
            let before = state.withLock { state in
                defer { state.fault = fault }
                return state.fault
            }
            if before != fault { logger.error("\(path) \(fault) still", metadata: ["path": "\(path)"]) }
            return false
        }
    }

    private func onRepairs<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            repairs.async { continuation.resume(returning: body()) }
        }
    }

    private static func read<Value: Sendable>(
        _ reader: any DatabaseReader,
        _ read: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            reader.asyncRead { database in
                continuation.resume(with: Result { try read(try database.get()) })
            }
        }
    }
}
