import FoundationEssentials
import GRDB
import Monitor
import Results
import TestSupport
import Testing

@Suite("A history whose file cannot be used")
struct HistoryFaultTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = "\(folder.path)/quintet.db"
    }

    /// Writes and reads while the file is in trouble, has `mend` see to it, and finds everything in the file, in order.
    private func goesOn(
        _ history: WatchedStore,
        with before: [ProbeResult],
        fault: StoreFault,
        mend: () throws -> Void
    ) async throws {
        let during = (10..<15).map { HistorySample.run($0, $0 == 12 ? HistorySample.lost : nil) }
        for result in during { try await history.store.commit(HistorySample.batch([result], transcript: "t")) }
        #expect(history.store.health == StoreHealth(path: path, fault: fault))
        #expect(history.metric("quintet_store_healthy") == "0")
        #expect(history.log.last == "error \(path) \(fault); the history goes on in memory")
        // What the file holds can still be read, where it can be read at all.
        #expect(try await history.ids() == (before + during).reversed().map(\.id))
        #expect(await !history.store.heal())
        try mend()
        #expect(await history.store.heal())
        #expect(history.store.health == StoreHealth(path: path, fault: nil))
        #expect(history.metric("quintet_store_healthy") == "1")
        #expect(history.metric("quintet_history_dropped_total") == "0")
        let after = HistorySample.run(20)
        try await history.store.commit(HistorySample.batch([after]))
        #expect(history.log.last == "notice the history is in \(path) again")
        let queue = try DatabaseQueue(path: path)
        let ids = try await queue.read { try String.fetchAll($0, sql: "SELECT id FROM result ORDER BY seq") }
        #expect(ids == (before + during + [after]).map(\.id.description))
        let rows = try await queue.read { db in
            try ["finding", "transcript"].map { try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)") }
        }
        #expect(rows == [1, 5])
        #expect(try await queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    }

    private func begun() async throws -> (history: WatchedStore, before: [ProbeResult]) {
        let history = WatchedStore(path)
        let before = (0..<3).map { HistorySample.run($0) }
        try await history.store.commit(HistorySample.batch(before))
        return (history, before)
    }

    @Test("locked by another program")
    func locked() async throws {
        let (history, before) = try await begun()
        var unsafe = GRDB.Configuration()
        unsafe.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: path, configuration: unsafe)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        try await goesOn(history, with: before, fault: .locked) {
            try other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        }
    }

    @Test("without room: states are carried on in memory, and what was in the file stays")
    func full() async throws {
        let (history, before) = try await begun()
        var batch = HistoryBatch()
        var status = ProbeStatus(probe: "a", target: "local", kind: .journey)
        _ = status.take(before)
        batch.states = [status]
        try await history.store.commit(batch)
        // The connection's own limit is the disk's, as SQLite says it: no page more.
        try await history.store.write { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        let big = HistorySample.run(5)
        try await history.store.commit(HistorySample.batch([big], transcript: String(repeating: "x", count: 100_000)))
        #expect(history.store.health.fault == .full)
        #expect(try history.store.states().map(\.state) == [.up])
        #expect(try await history.ids() == [big.id] + before.reversed().map(\.id))
        #expect(await history.store.heal())
        #expect(try await history.ids() == [big.id] + before.reversed().map(\.id))
        #expect(try history.store.states() == [status])
        #expect(history.log.first == "error \(path) cannot grow: the disk is full; the history goes on in memory")
    }

    @Test("read-only from one moment to the next")
    func readOnly() async throws {
        let (history, before) = try await begun()
        try await history.store.write { try $0.execute(sql: "PRAGMA query_only = 1") }
        let during = HistorySample.run(10)
        try await history.store.commit(HistorySample.batch([during]))
        #expect(history.store.health.fault == .readOnly)
        #expect(try await history.ids() == [during.id] + before.reversed().map(\.id))
        #expect(await history.store.heal())
        #expect(try await history.ids() == [during.id] + before.reversed().map(\.id))
    }

    @Test("not there and not to be made: it begins in memory, and moves when there is room for the file")
    func directory() async throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let history = WatchedStore(path)
        try await goesOn(history, with: [], fault: .unusable("unable to open database file")) {
            try FileManager.default.removeItem(atPath: path)
        }
    }

    @Test("bytes of something else: it is set aside as it is, and a new one begun")
    func corrupt() async throws {
        let garbage = String(repeating: "this is no database\n", count: 1_000)
        try folder.write("quintet.db", garbage)
        let history = WatchedStore(path)
        let result = HistorySample.run(0)
        try await history.store.commit(HistorySample.batch([result]))
        #expect(history.store.health == StoreHealth(path: path, fault: nil))
        #expect(try await history.ids() == [result.id])
        let aside = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasPrefix("quintet.db.corrupt-") && !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
        #expect(aside.count == 1)
        let stamp = try #require(aside.first?.dropFirst("quintet.db.corrupt-".count))
        #expect(stamp.wholeMatch(of: #/\d{8}T\d{6}Z/#) != nil)
        #expect(try String(contentsOf: URL(filePath: "\(folder.path)/\(aside[0])"), encoding: .utf8) == garbage)
        #expect(history.log.count == 1)
    }

    @Test("corrupt while it is in use: what is read or written next begins a new one, and the old one is set aside")
    func corruptLater() async throws {
        let (history, _) = try await begun()
        let many = (0..<2_000).map { HistorySample.run(100 + $0) }
        try await history.store.commit(HistorySample.batch(many))
        let queue = try DatabaseQueue(path: path)
        try await queue.writeWithoutTransaction { _ = try Row.fetchAll($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes.replaceSubrange(4_096..., with: Data(repeating: 0x5A, count: bytes.count - 4_096))
        try bytes.write(to: URL(filePath: path))
        _ = try await history.store.page(HistoryQuery(probe: "a", limit: 500))
        #expect(history.store.health == StoreHealth(path: path, fault: nil))
        let result = HistorySample.run(10_000)
        try await history.store.commit(HistorySample.batch([result]))
        #expect(try await history.ids() == [result.id])
        #expect(history.log.count == 1)
        #expect(history.log.first?.hasPrefix("error \(path) is corrupt; it is \(path).corrupt-") == true)
    }

    @Test("made by a newer version: it is left alone")
    func newer() async throws {
        do {
            let history = WatchedStore(path)
            try await history.store.write {
                try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('something to come')")
            }
        }
        let history = WatchedStore(path)
        #expect(history.store.health.error == "\(path) was made by a newer version of Quintet")
        try await history.store.commit(HistorySample.batch([HistorySample.run(0)]))
        #expect(try await history.ids().count == 1)
    }

    @Test("gone for too long: memory keeps the newest, and what it loses is counted")
    func tooLong() async throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let history = WatchedStore(path)
        for start in stride(from: 0, to: 2_500, by: 500) {
            try await history.store.commit(HistorySample.batch((start..<(start + 500)).map { HistorySample.run($0) }))
        }
        #expect(history.metric("quintet_history_dropped_total") == "500")
    }

    @Test("removed while it is in use: the keeper sees it and has a new one begun")
    func removed() async throws {
        let (history, before) = try await begun()
        let clock = ManualClock()
        let keeper = HistoryKeeper(of: history.store, retention: HistoryRetention(), clock: clock, now: { Sample.noon })
        let task = Task { await keeper.run() }
        try await clock.sleepers(1)
        for suffix in ["", "-wal", "-shm"] { try FileManager.default.removeItem(atPath: path + suffix) }
        let start = clock.now
        clock.advance(by: .seconds(60))
        try await clock.until { $0 == [start.advanced(by: .seconds(61))] }
        #expect(history.store.health == StoreHealth(path: path, fault: .removed))
        let result = HistorySample.run(10)
        try await history.store.commit(HistorySample.batch([result]))
        #expect(try await history.ids() == [result.id] + before.reversed().map(\.id))
        clock.advance(by: .seconds(1))
        try await clock.until { $0 == [start.advanced(by: .seconds(120))] }
        #expect(history.store.health.isHealthy)
        #expect(try await history.ids() == [result.id])
        #expect(FileManager.default.fileExists(atPath: path))
        task.cancel()
        await task.value
    }

    @Test("the keeper brings it back by itself, with longer and longer waits")
    func keeper() async throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let history = WatchedStore(path)
        let clock = ManualClock()
        let keeper = HistoryKeeper(of: history.store, retention: HistoryRetention(), clock: clock, now: { Sample.noon })
        let task = Task { await keeper.run() }
        var waits: [Duration] = []
        for _ in 0..<4 {
            let now = clock.now
            try await clock.until { $0.contains { $0 > now } }
            waits.append(now.duration(to: try #require(clock.deadlines.first)))
            clock.advance(by: try #require(waits.last))
        }
        #expect(waits == [.seconds(1), .seconds(2), .seconds(4), .seconds(8)])
        let now = clock.now
        try await clock.until { $0.contains { $0 > now } }
        try FileManager.default.removeItem(atPath: path)
        try await history.store.commit(HistorySample.batch([HistorySample.run(0)]))
        clock.advance(by: .seconds(16))
        try await clock.until { $0.contains { $0 > now.advanced(by: .seconds(16)) } }
        #expect(history.store.health.isHealthy)
        task.cancel()
        await task.value
    }
}
