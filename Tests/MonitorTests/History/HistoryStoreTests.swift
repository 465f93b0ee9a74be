import FoundationEssentials
import GRDB
import Monitor
import Results
import TestSupport
import Testing

@Suite("The history")
struct HistoryStoreTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = "\(folder.path)/quintet.db"
    }

    @Test("what is committed is there for the next process: results, findings, transcripts, states")
    func reopened() async throws {
        let (first, second) = (HistorySample.run(0), HistorySample.run(1, HistorySample.lost))
        var status = ProbeStatus(probe: "a", target: "local", kind: .journey)
        _ = status.take([first])
        _ = status.take([second])
        do {
            let history = WatchedStore(path)
            var batch = HistorySample.batch([first])
            batch.runs.append(HistoryBatch.Run(second, transcript: "{}\n"))
            batch.states = [status]
            try await history.store.commit(batch)
            #expect(history.store.health == StoreHealth(path: path, fault: nil))
        }
        let history = WatchedStore(path)
        #expect(try history.store.states() == [status])
        #expect(try await history.ids() == [second.id, first.id])
        #expect(try await history.store.result(second.id)?.result() == second)
        #expect(try await history.store.result(ULID()) == nil)
        #expect(try await history.store.transcript(of: second.id) == "{}\n")
        #expect(try await history.store.transcript(of: first.id) == nil)
        let findings = try await history.store.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM finding").map(\.description)
        }
        #expect(
            findings == [
                "[result:\"\(second.id)\" position:0 class:\"connection_lost\" severity:\"fail\" detail:\"closed with 1011\"]"
            ]
        )
        #expect(try await history.store.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
        #expect(history.metric("quintet_store_healthy") == "1")
        #expect(history.log == [])
    }

    @Test("a batch is written whole or not at all")
    func oneTransaction() async throws {
        struct Refusal: Error {}
        let history = WatchedStore(path)
        var batch = HistorySample.batch([HistorySample.run(0)])
        batch.also = [{ _ in throw Refusal() }]
        await #expect(throws: Refusal.self) { try await history.store.commit(batch) }
        #expect(try await history.ids() == [])
        batch.also = [{ try $0.execute(sql: "DELETE FROM probe_state") }]
        try await history.store.commit(batch)
        #expect(try await history.ids().count == 1)
    }

    @Test("pages go on where the last one ended, also when newer results have come")
    func pages() async throws {
        let history = WatchedStore(path)
        // Several begin at the same instant.
        let results = (0..<25).map { HistorySample.run($0 / 5) }
        try await history.store.commit(HistorySample.batch(results))
        let expected = results.sorted { ($0.startedAt, $0.id.description) > ($1.startedAt, $1.id.description) }.map(
            \.id
        )
        var query = HistoryQuery(limit: 7)
        var found: [ULID] = []
        var sizes: [Int] = []
        for round in 0..<9 {
            let page = try await history.store.page(query)
            found += page.results.map(\.id)
            sizes.append(page.results.count)
            try await history.store.commit(HistorySample.batch([HistorySample.run(100 + round)]))
            guard let next = page.next else { break }
            let cursor: HistoryCursor = try #require(HistoryCursor(next.description))
            query.cursor = cursor
        }
        #expect(found == expected)
        #expect(sizes == [7, 7, 7, 4])
    }

    @Test("results are found by probe, verdict and time")
    func filters() async throws {
        let history = WatchedStore(path)
        let results = (0..<10).map {
            HistorySample.run($0, probe: $0 % 2 == 0 ? "a" : "b", $0 % 5 == 0 ? HistorySample.lost : nil)
        }
        try await history.store.commit(HistorySample.batch(results))
        func found(_ query: HistoryQuery) async throws -> [Int] {
            try await history.store.page(query).results.map {
                Int(($0.startedAt.milliseconds - Sample.noon.milliseconds) / 1_000)
            }
        }
        #expect(try await found(HistoryQuery(probe: "a")) == [8, 6, 4, 2, 0])
        #expect(try await found(HistoryQuery(verdict: .fail)) == [5, 0])
        #expect(try await found(HistoryQuery(probe: "b", verdict: .pass)) == [9, 7, 3, 1])
        #expect(try await found(HistoryQuery(since: Sample.noon.advanced(by: .seconds(7)))) == [9, 8, 7])
        #expect(try await found(HistoryQuery(probe: "c")) == [])
        #expect(try await found(HistoryQuery(probe: "' OR 1 = 1 --")) == [])
    }

    @Test(
        "no text but a cursor is one",
        arguments: ["", ".", "1", "1.", "x.01JD8Z6T0N6E0X2M8W3J5Q7R9S", "1.01JD.2", "1.01jd8z6t0n6e0x2m8w3j5q7r9s"]
    )
    func cursors(text: String) {
        #expect(HistoryCursor(text) == nil)
    }

    @Test("what is old goes, in small steps, with all that belongs to it; of transcripts the newest stay")
    func retention() async throws {
        let history = WatchedStore(path)
        let results = (0..<1_000).map { HistorySample.run($0, $0 % 2 == 0 ? HistorySample.lost : nil) }
        try await history.store.commit(HistorySample.batch(results, transcript: "t"))
        var retention = HistoryRetention()
        retention.age = .seconds(100)
        retention.failedTranscripts = 20
        retention.passedTranscripts = 10
        let now = Sample.noon.advanced(by: .seconds(1_000))
        let clock = ManualClock()
        let keeper = HistoryKeeper(of: history.store, retention: retention, clock: clock, now: { now })
        let task = Task { await keeper.run() }
        try await clock.sleepers(1)
        task.cancel()
        await task.value
        #expect(try await history.ids() == results.suffix(100).reversed().map(\.id))
        let counts = try await history.store.read { db in
            try ["finding", "transcript WHERE failed", "transcript WHERE NOT failed"].map {
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)")
            }
        }
        #expect(counts == [50, 20, 10])
        #expect(try await history.store.transcript(of: results[998].id) == "t")
    }

    @Test("a history without a file is in memory, well, and bounded")
    func memory() async throws {
        let history = WatchedStore(nil)
        for start in stride(from: 0, to: 3_000, by: 500) {
            try await history.store.commit(HistorySample.batch((start..<(start + 500)).map { HistorySample.run($0) }))
        }
        #expect(history.store.health == StoreHealth(path: nil, fault: nil))
        #expect(await history.store.heal())
        let count = try await history.store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM result") }
        #expect(count == HistoryStore.mostInMemory)
        // Nobody asked for more, so nothing is lost.
        #expect(history.metric("quintet_history_dropped_total") == "0")
        #expect(history.metric("quintet_store_healthy") == "1")
    }
}
