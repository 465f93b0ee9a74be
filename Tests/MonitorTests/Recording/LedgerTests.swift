import GRDB
import Logging
import Metrics
import Monitor
import Results
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@Suite("The ledger", .timeLimit(.minutes(2)))
struct LedgerTests {
    private let clock = ManualClock()
    private let folder: TemporaryFolder
    private let history: WatchedStore
    private let board = ProbeBoard()
    private let registry = MetricsRegistry()
    private let meter: ResultMeter
    private let events = Events()

    /// What was published, and what was in the history at that moment.
    private final class Events: Sendable {
        let told: AsyncStream<[LedgerEvent]>
        let tell: AsyncStream<[LedgerEvent]>.Continuation

        init() { (told, tell) = AsyncStream.makeStream() }
    }

    init() throws {
        folder = try TemporaryFolder()
        history = WatchedStore("\(folder.path)/quintet.db")
        meter = ResultMeter(registry)
        meter.replace(with: [try Sample.probe("a")])
        board.replace(with: [try Sample.probe("a")])
    }

    private func ledger(
        capacity: Int = 1_000,
        settings: StoreSettings = StoreSettings(),
        companions: [any LedgerCompanion] = [],
        _ log: @escaping @Sendable (String) -> Void = { _ in }
    ) -> Ledger<ManualClock> {
        let events = events
        return Ledger(
            clock: clock,
            capacity: capacity,
            store: history.store,
            settings: settings,
            meter: meter,
            board: board,
            logger: LogFeed.logger { log("\($0.level) \($0.message)") },
            companions: companions,
            publish: { events.tell.yield($0) }
        )
    }

    private func attempt(_ result: ProbeResult, isDecisive: Bool = true) -> CycleAttempt {
        CycleAttempt([FinishedRun(result) { "the frames of \(result.id)\n" }], isDecisive: isDecisive)
    }

    @Test("a change of state does not wait; it is committed, then seen on the board and in the gauge, then told")
    func change() async throws {
        let (history, board, registry) = (history, board, registry)
        let (seen, see) = AsyncStream.makeStream(of: String.self)
        let ledger = ledger { line in
            let states = (try? history.store.states().map(\.state.rawValue)) ?? []
            let gauge = registry.exposition(.text004).contains(
                "quintet_probe_success{probe=\"a\",target=\"local\"} 1\n"
            )
            see.yield("\(line) | \(states) \(board.statuses.map(\.state.rawValue)) \(gauge)")
        }
        let task = Task { await ledger.run() }
        let result = HistorySample.run(0)
        ledger.take(attempt(result))
        var told = events.told.makeAsyncIterator()
        let first = await told.next()
        let status = try #require(board.status(of: "a"))
        #expect(first == [.result(result), .probe(status, StateChange(from: .unknown, to: .up))])
        var lines = seen.makeAsyncIterator()
        #expect(await lines.next() == "info a on local: pass in 0.33 s | [\"up\"] [\"up\"] true")
        #expect(await lines.next() == "notice a (local): unknown → up | [\"up\"] [\"up\"] true")
        #expect(try await history.ids() == [result.id])
        #expect(clock.deadlines == [])
        ledger.stop()
        await task.value
    }

    @Test("what changes nothing waits 200 ms for company, and then shares a transaction")
    func company() async throws {
        let ledger = ledger()
        let task = Task { await ledger.run() }
        var told = events.told.makeAsyncIterator()
        ledger.take(attempt(HistorySample.run(0)))
        _ = await told.next()
        let results = (1...3).map { HistorySample.run($0) }
        ledger.take(attempt(results[0]))
        let end = clock.now.advanced(by: .milliseconds(200))
        try await clock.until { $0 == [end] }
        ledger.take(attempt(results[1]))
        ledger.take(attempt(results[2]))
        #expect(try await history.ids().count == 1)
        clock.advance(by: .milliseconds(200))
        #expect(await told.next() == results.map(LedgerEvent.result))
        // One that changes the state ends the wait.
        ledger.take(attempt(HistorySample.run(4)))
        try await clock.sleepers(1)
        ledger.take(attempt(HistorySample.run(5, HistorySample.lost)))
        #expect(await told.next()?.count == 3)
        ledger.stop()
        await task.value
    }

    @Test(
        "a shutdown writes what is in the queue, waits for nobody, and so does cancellation",
        arguments: [true, false]
    )
    func end(isGraceful: Bool) async throws {
        board.put(known(.up))
        let ledger = ledger()
        let group = ServiceGroup(services: [ledger], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let task = Task { try await group.run() }
        ledger.take(attempt(HistorySample.run(0)))
        try await clock.sleepers(1)
        ledger.take(attempt(HistorySample.run(1)))
        if isGraceful { await group.triggerGracefulShutdown() } else { task.cancel() }
        _ = await task.result
        #expect(try await history.ids().count == 2)
    }

    private func known(_ state: ProbeState) -> ProbeStatus {
        var status = ProbeStatus(probe: "a", target: "local", kind: .journey)
        _ = status.take([Sample.result("a", verdict: state == .down ? .fail : .pass)])
        return status
    }

    @Test("a full queue loses what comes, counts it, and nothing else")
    func full() async throws {
        let ledger = ledger(capacity: 3)
        for second in 0..<5 { ledger.take(attempt(HistorySample.run(second))) }
        #expect(ledger.take { nil } == false)
        ledger.stop()
        await ledger.run()
        #expect(try await history.ids().count == 3)
        #expect(history.metric("quintet_history_dropped_total") == "2")
    }

    @Test("an attempt that is to be confirmed is written, and decides nothing")
    func undecided() async throws {
        board.put(known(.up))
        let ledger = ledger()
        let failed = HistorySample.run(0, HistorySample.lost)
        ledger.take(attempt(failed, isDecisive: false))
        ledger.stop()
        await ledger.run()
        #expect(board.status(of: "a")?.state == .up)
        #expect(try history.store.states() == [])
        #expect(try await history.store.transcript(of: failed.id) == "the frames of \(failed.id)\n")
    }

    @Test("transcripts are kept of the runs that the configuration wants them of")
    func evidence() async throws {
        var settings = StoreSettings()
        settings.passedTranscripts = 0
        let ledger = ledger(settings: settings)
        let (passed, failed) = (HistorySample.run(0), HistorySample.run(1, HistorySample.lost))
        ledger.take(attempt(passed))
        ledger.take(attempt(failed))
        ledger.stop()
        await ledger.run()
        #expect(try await history.store.transcript(of: passed.id) == nil)
        #expect(try await history.store.transcript(of: failed.id) != nil)
    }

    @Test("a companion's rows are written in the same transaction, in order, and it is called afterwards")
    func companion() async throws {
        let witness = Witness()
        try await history.store.write { try $0.execute(sql: "CREATE TABLE seen (line TEXT)") }
        let ledger = ledger(companions: [witness])
        ledger.take(attempt(HistorySample.run(0)))
        ledger.take { LedgerStep { try $0.execute(sql: "INSERT INTO seen VALUES ('tick')") } }
        ledger.take(attempt(HistorySample.run(1, HistorySample.lost)))
        ledger.stop()
        await ledger.run()
        let lines = try await history.store.read {
            try String.fetchAll($0, sql: "SELECT line FROM seen ORDER BY rowid")
        }
        #expect(lines == ["up", "tick", "down"])
        #expect(witness.committed.all == ["up", "down"])
    }

    private struct Witness: LedgerCompanion {
        let committed = Committed()

        final class Committed: Sendable {
            private let state = Mutex<[String]>([])
            var all: [String] { state.withLock { $0 } }
            func add(_ line: String) { state.withLock { $0.append(line) } }
        }

        func take(_ results: [ProbeResult], status: ProbeStatus) -> LedgerStep? {
            let (state, committed) = (status.state.rawValue, committed)
            return LedgerStep {
                try $0.execute(sql: "INSERT INTO seen VALUES (?)", arguments: [state])
            } committed: {
                committed.add(state)
            }
        }
    }

    @Test("a probe that is gone is written down, and has no state")
    func gone() async throws {
        let ledger = ledger()
        ledger.take(attempt(HistorySample.run(0, probe: "gone")))
        ledger.stop()
        await ledger.run()
        #expect(try await history.ids().count == 1)
        #expect(try history.store.states() == [])
        #expect(board.statuses.map(\.state) == [.unknown])
    }
}
