import GRDB
import Logging
import Metrics
import Monitor
import Results
import Synchronization

/// Histories and runs for tests.
enum HistorySample {
    /// A run that began so many seconds after noon.
    static func run(_ second: Int, probe: String = "a", _ finding: Finding? = nil) -> ProbeResult {
        let base = finding.map { Sample.failed($0, probe: probe) } ?? Sample.result(probe)
        let at = Sample.noon.advanced(by: .seconds(second))
        var result = ProbeResult(
            id: ULID(at: at),
            probe: probe,
            target: base.target,
            contract: base.contract,
            kind: base.kind,
            user: nil,
            cycle: ULID(at: at),
            attempt: 1,
            startedAt: at,
            sla: base.sla
        )
        result.duration = base.duration
        result.verdict = base.verdict
        result.findings = base.findings
        result.failure = base.failure
        return result
    }

    static let lost = Finding(.connectionLost, detail: "closed with 1011")

    static func batch(_ results: [ProbeResult], transcript: String? = nil) -> HistoryBatch {
        var batch = HistoryBatch()
        batch.runs = results.map { HistoryBatch.Run($0, transcript: transcript) }
        return batch
    }
}

/// A history under test, with what it says and counts.
final class WatchedStore: Sendable {
    let store: HistoryStore
    let registry = MetricsRegistry()
    let meter: StoreMeter

    init(_ path: String?) {
        let sink = Lines()
        meter = StoreMeter(registry)
        store = HistoryStore(
            path: path,
            meter: meter,
            logger: LogFeed.logger { sink.add("\($0.level) \($0.message)") }
        )
        self.sink = sink
    }

    private let sink: Lines

    /// What it logged.
    var log: [String] { sink.all }

    /// A metric's value.
    func metric(_ name: String) -> String? {
        registry.exposition(.text004).split(separator: "\n").first { $0.hasPrefix("\(name) ") }
            .map { String($0.dropFirst(name.count + 1)) }
    }

    /// The ids of everything that can be read, newest first.
    func ids() async throws -> [ULID] { try await store.page(HistoryQuery(limit: 500)).results.map(\.id) }

    private final class Lines: Sendable {
        private let state = Mutex<[String]>([])
        var all: [String] { state.withLock { $0 } }
        func add(_ line: String) { state.withLock { $0.append(line) } }
    }
}
