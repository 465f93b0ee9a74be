import FoundationEssentials
import GRDB
import Results

/// Opens databases of the history, and sets those aside that are none any more.
enum HistoryFile {
    /// How long a file that another program holds is waited for, a statement.
    private static let patience = 0.5

    /// The database in the file at `path`, made where there is none.
    static func open(_ path: String) throws(StoreFault) -> DatabasePool {
        do {
            var configuration = GRDB.Configuration()
            configuration.label = "quintet.history"
            configuration.busyMode = .timeout(patience)
            configuration.maximumReaderCount = 2
            configuration.prepareDatabase { db in
                // A log that has grown once shrinks again. Killed processes lose nothing, and a machine that loses its
                // power the last seconds: the file stays whole.
                try db.execute(sql: "PRAGMA journal_size_limit = 16777216; PRAGMA synchronous = NORMAL")
            }
            let pool = try DatabasePool(path: path, configuration: configuration)
            try prepare(pool)
            // Without a change a file that may only be read would be found out by the first batch.
            try pool.write { db in try db.execute(sql: "PRAGMA user_version = 1") }
            return pool
        } catch {
            throw StoreFault(opening: error)
        }
    }

    /// A database that is gone with its process.
    static func memory() throws -> DatabaseQueue {
        var configuration = GRDB.Configuration()
        configuration.label = "quintet.memory"
        let queue = try DatabaseQueue(configuration: configuration)
        try prepare(queue)
        return queue
    }

    /// Renames the file at `path`, with those that SQLite keeps beside it; gives the new path.
    static func setAside(_ path: String, at time: WallTime) throws -> String {
        let stamp = time.description.prefix { $0 != "." }.filter { $0 != "-" && $0 != ":" } + "Z"
        var name = "\(path).corrupt-\(stamp)"
        var count = 1
        while FileManager.default.fileExists(atPath: name) {
            count += 1
            name = "\(path).corrupt-\(stamp)-\(count)"
        }
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.moveItem(atPath: path + suffix, toPath: name + suffix)
        }
        return name
    }

    private static func prepare(_ writer: any DatabaseWriter) throws {
        let migrator = HistorySchema.migrator
        if try writer.read({ try migrator.hasBeenSuperseded($0) }) { throw StoreFault.newer }
        try migrator.migrate(writer)
    }
}
