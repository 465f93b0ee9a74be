import Logging
import Metrics
import Monitor
import Results
import Synchronization
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
        recorder = Recorder(meter: meter, board: board, logger: logger)
    }

    private var success: String? { Self.success(in: registry) }

    private static func success(in registry: MetricsRegistry) -> String? {
        let start = "quintet_probe_success{probe=\"golden-path\",target=\"local\"} "
        return registry.exposition(.text004).split(separator: "\n").first { $0.hasPrefix(start) }
            .map { String($0.dropFirst(start.count)) }
    }

    @Test("a run is one line, a change of state another, and the gauge has followed what is conclusive when they come")
    func oneRun() {
        recorder.take([Sample.result(verdict: .inconclusive)])
        #expect(success == nil)
        recorder.take([Sample.result()])
        #expect(success == "1")
        recorder.take([Sample.failed(Finding(.connectionLost, detail: "closed with 1011"))])
        #expect(success == "0")
        recorder.take([Sample.result(verdict: .inconclusive)])
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
