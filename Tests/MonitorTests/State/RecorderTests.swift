import Logging
import Metrics
import Monitor
import Results
import Synchronization
import Testing

@Suite("What becomes of results")
struct RecorderTests {
    /// Log lines as a test reads them.
    private final class Lines: Sendable {
        let state = Mutex<[String]>([])
        var all: [String] { state.withLock { $0 } }
    }

    private struct Handler: LogHandler {
        let lines: Lines
        var logLevel = Logger.Level.trace
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.MetadataValue? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let keys = (event.metadata ?? [:]).keys.sorted().joined(separator: ",")
            lines.state.withLock { $0.append("\(event.level.rawValue) \(event.message) [\(keys)]") }
        }
    }

    private let lines = Lines()
    private let registry = MetricsRegistry()
    private let board = ProbeBoard()
    private let recorder: Recorder

    init() throws {
        let lines = lines
        let meter = ResultMeter(registry)
        meter.replace(with: [try Sample.probe("golden-path")])
        board.replace(with: [try Sample.probe("golden-path")])
        recorder = Recorder(meter: meter, board: board, logger: Logger(label: "test") { _ in Handler(lines: lines) })
    }

    private var success: String? {
        let start = "quintet_probe_success{probe=\"golden-path\",target=\"local\"} "
        return registry.exposition(.text004).split(separator: "\n").first { $0.hasPrefix(start) }
            .map { String($0.dropFirst(start.count)) }
    }

    @Test("a run is one line, a change of state another, and the gauge follows what is conclusive")
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
                "notice golden-path on local: inconclusive in 0.33 s [run]",
                "info golden-path on local: pass in 0.33 s [run]",
                "notice golden-path (local): unknown → up [state]",
                "notice golden-path on local: FAIL connection_lost in 0.33 s: closed with 1011 [run]",
                "warning golden-path (local): up → down: connection_lost: closed with 1011 [state]",
                "notice golden-path on local: inconclusive in 0.33 s [run]",
            ]
        )
    }
}
