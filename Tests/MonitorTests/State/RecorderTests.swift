import Logging
import Metrics
import Monitor
import Results
import Synchronization
import TestSupport
import Testing

@Suite("What becomes of results")
struct RecorderTests {
    /// Log lines, and what the gauge of success was when they came.
    private final class Lines: Sendable {
        let state = Mutex<[String]>([])
        var all: [String] { state.withLock { $0 } }
    }

    private let lines = Lines()
    private let registry = MetricsRegistry()
    private let board = ProbeBoard()
    private let recorder: Recorder
    private let ledger: Ledger<ManualClock>

    init() throws {
        let (lines, registry) = (lines, registry)
        let meter = ResultMeter(registry)
        meter.replace(with: [try Sample.probe("golden-path")])
        board.replace(with: [try Sample.probe("golden-path")])
        let logger = LogFeed.logger { event in
            let keys = (event.metadata ?? [:]).keys.sorted().joined(separator: ",")
            let line = "\(event.level.rawValue) \(event.message) [\(keys)] \(Self.success(in: registry) ?? "none")"
            lines.state.withLock { $0.append(line) }
        }
        let store = HistoryStore(path: nil, meter: StoreMeter(registry), logger: logger)
        ledger = Ledger(
            clock: ManualClock(),
            store: store,
            settings: StoreSettings(),
            meter: meter,
            board: board,
            logger: logger
        )
        recorder = Recorder(meter: meter, ledger: ledger)
    }

    private var success: String? { Self.success(in: registry) }

    private static func success(in registry: MetricsRegistry) -> String? {
        let start = "quintet_probe_success{probe=\"golden-path\",target=\"local\"} "
        return registry.exposition(.text004).split(separator: "\n").first { $0.hasPrefix(start) }
            .map { String($0.dropFirst(start.count)) }
    }

    /// Takes it and writes it down. A ledger that is stopped writes what is there.
    private func take(_ result: ProbeResult) async {
        var fresh = result
        fresh.id = ULID()
        recorder.take(CycleAttempt([FinishedRun(fresh)]))
        ledger.stop()
        await ledger.run()
    }

    @Test("a run is one line, a change of state another, and the gauge has followed what is conclusive when they come")
    func oneRun() async {
        await take(Sample.result(verdict: .inconclusive))
        #expect(success == nil)
        await take(Sample.result())
        #expect(success == "1")
        await take(Sample.failed(Finding(.connectionLost, detail: "closed with 1011")))
        #expect(success == "0")
        await take(Sample.result(verdict: .inconclusive))
        #expect(success == "0")
        #expect(
            lines.all == [
                "notice golden-path on local: inconclusive in 0.33 s [run] none",
                "info golden-path on local: pass in 0.33 s [run] 1",
                "notice golden-path (local): unknown → up [state] 1",
                "notice golden-path on local: FAIL connection_lost in 0.33 s: closed with 1011 [run] 0",
                "warning golden-path (local): up → down: connection_lost: closed with 1011 [state] 0",
                "notice golden-path on local: inconclusive in 0.33 s [run] 0",
            ]
        )
    }
}
