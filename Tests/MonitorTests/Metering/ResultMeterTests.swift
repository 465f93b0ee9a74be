import Configuration
import FoundationEssentials
import Metrics
import Monitor
import Results
import TestSupport
import Testing

@Suite("Results as metrics")
struct ResultMeterTests {
    private let registry = MetricsRegistry()
    private let meter: ResultMeter

    init() {
        meter = ResultMeter(registry)
    }

    /// The samples of a family, without buckets: a line each.
    private func samples(_ family: String) -> [String] {
        registry.exposition(.text004).split(separator: "\n")
            .filter { $0.hasPrefix(family) && !$0.contains("_bucket{") }
            .map { $0.dropFirst(family.count).replacing("probe=\"golden-path\",target=\"local\",", with: "") }
            .map(String.init)
    }

    /// A passed run with two of its events and phases.
    private static var measured: ProbeResult {
        var result = Sample.result()
        result.phases[.connect] = .milliseconds(1)
        result.phases[.run] = .milliseconds(310)
        result.events = [
            EventRecord(event: "agent_started", at: .milliseconds(50), gap: .milliseconds(50)),
            EventRecord(event: "agent_thinking", at: .milliseconds(60), gap: .milliseconds(10)),
            EventRecord(event: "agent_thinking", at: .milliseconds(90), gap: .milliseconds(30)),
        ]
        return result
    }

    @Test("before the first run all that is known is there with 0, and no state is told")
    func beforeTheFirstRun() throws {
        meter.replace(with: [try Sample.probe("golden-path", sla: Budgets(gap: .seconds(2)))])
        #expect(registry.exposition(.text004) == (try FixtureFolder.metrics("before-the-first-run.prom")))
    }

    @Test("a run of each verdict, whole")
    func everyVerdict() throws {
        meter.replace(with: [try Sample.probe("golden-path", sla: Budgets(gap: .seconds(2)))])
        meter.take(Self.measured)
        var missing = Finding(.missingEvent, detail: "tool_completed never came")
        missing.event = "tool_completed"
        meter.take(Sample.failed(missing))
        var late = Self.measured
        late.verdict = .degraded
        late.findings = [Finding(.lateEvent, detail: "late"), Finding(.tlsExpiring, detail: "soon")]
        late.tls = TLSRecord(
            version: "TLSv1.3",
            notAfter: WallTime(milliseconds: 1_800_000_000_000),
            issuer: nil,
            names: []
        )
        meter.take(late)
        var unknown = Self.measured
        unknown.verdict = .inconclusive
        unknown.findings = [Finding(.monitorError, detail: "no descriptors")]
        meter.take(unknown)
        meter.confirm("golden-path", target: "local", isUp: true)
        #expect(registry.exposition(.text004) == (try FixtureFolder.metrics("after-a-run-of-each-verdict.prom")))
    }

    @Test("the latency of an event is that of its first one, of each request anew; every gap is told")
    func latency() throws {
        meter.replace(with: [try Sample.probe("golden-path")])
        var result = Self.measured
        result.events += [
            EventRecord(event: "agent_started", at: .milliseconds(40), gap: .milliseconds(40)),
            EventRecord(event: "agent_thinking", at: .milliseconds(70), gap: .milliseconds(30)),
        ]
        meter.take(result)
        let latencies = samples("quintet_event_latency_seconds_").filter { !$0.hasSuffix(" 0") }
        #expect(
            latencies == [
                "sum{event=\"agent_started\"} 0.09", "count{event=\"agent_started\"} 2",
                "sum{event=\"agent_thinking\"} 0.13", "count{event=\"agent_thinking\"} 2",
            ]
        )
        let gaps = samples("quintet_event_gap_seconds_count").filter { !$0.hasSuffix(" 0") }
        #expect(gaps == ["{event=\"agent_started\"} 2", "{event=\"agent_thinking\"} 3"])
    }

    @Test("a request whose first event comes later than the last one of the request before has a latency too")
    func laterRequest() throws {
        meter.replace(with: [try Sample.probe("golden-path")])
        var result = Self.measured
        result.events += [
            EventRecord(event: "agent_started", at: .milliseconds(140), gap: .milliseconds(140)),
            EventRecord(event: "agent_thinking", at: .milliseconds(150), gap: .milliseconds(10)),
        ]
        meter.take(result)
        let latencies = samples("quintet_event_latency_seconds_").filter { !$0.hasSuffix(" 0") }
        #expect(
            latencies == [
                "sum{event=\"agent_started\"} 0.19", "count{event=\"agent_started\"} 2",
                "sum{event=\"agent_thinking\"} 0.21", "count{event=\"agent_thinking\"} 2",
            ]
        )
    }

    @Test("no name that a server sends becomes a label; one of the contract does")
    func boundedLabels() throws {
        meter.replace(with: [try Sample.probe("golden-path")])
        var result = Sample.result()
        result.events = [
            EventRecord(event: "agent_started", at: .zero, gap: .zero),
            EventRecord(event: "evil_42", at: .zero, gap: .zero),
        ]
        meter.take(result)
        let text = registry.exposition(.openMetrics100)
        #expect(!text.contains("evil_42"))
        #expect(text.contains("event=\"agent_started\""))
    }

    @Test("a class that the kind does not meet appears when it is first seen")
    func firstSeen() throws {
        meter.replace(with: [try Sample.probe("golden-path")])
        #expect(samples("quintet_probe_failures_total").allSatisfy { !$0.contains("auth_bypass") })
        meter.take(Sample.failed(Finding(.authBypass, detail: "let in")))
        #expect(samples("quintet_probe_failures_total").contains("{class=\"auth_bypass\"} 1"))
        #expect(samples("quintet_probe_findings_total").contains("{class=\"auth_bypass\",severity=\"fail\"} 1"))
    }

    @Test("a severity that the contract raises is there from the start")
    func raisedSeverity() throws {
        let folder = try TemporaryFolder()
        let contract = try FixtureFolder.text("\(FixtureFolder.contracts)/agent-run.yaml")
        try folder.write("strict.yaml", contract + "severity: { late_event: fail }\n")
        let configuration = try Loaded.configuration(
            """
            targets: [ { name: local, url: "ws://127.0.0.1:8000/ws" } ]
            probes: [ { name: golden-path, target: local, contract: strict.yaml } ]
            """,
            folder: folder.path
        )
        meter.replace(with: configuration.scheduled)
        #expect(samples("quintet_probe_failures_total").contains("{class=\"late_event\"} 0"))
        #expect(samples("quintet_probe_findings_total").contains("{class=\"late_event\",severity=\"fail\"} 0"))
        #expect(!samples("quintet_probe_findings_total").contains("{class=\"late_event\",severity=\"warn\"} 0"))
    }

    @Test("an exemplar leads from a measurement to the run, by its trace where there is one")
    func exemplars() throws {
        meter.replace(with: [try Sample.probe("golden-path")])
        var traced = Sample.result()
        traced.ids.trace = "4bf92f3577b34da6a3ce929d0e0e4736"
        meter.take(traced)
        let text = registry.exposition(.openMetrics100)
        #expect(text.contains("# {trace_id=\"4bf92f3577b34da6a3ce929d0e0e4736\"} 0.331 1769860800.331\n"))
        meter.take(Sample.result())
        let other = registry.exposition(.openMetrics100)
        #expect(other.contains("# {trace_id=\"\(Sample.result().id)\"} 0.331 1769860800.331\n"))
    }

    @Test("with a reload gauges of what is gone go, those of what stays keep their values, counters stay")
    func reload() throws {
        let (stays, goes) = (try Sample.probe("stays"), try Sample.probe("goes"))
        meter.replace(with: [stays, goes])
        for name in ["stays", "goes"] {
            meter.take(Sample.result(name))
            meter.confirm(name, target: "local", isUp: true)
        }
        meter.replace(with: [stays, try Sample.probe("comes")])
        #expect(samples("quintet_probe_success{") == ["probe=\"stays\",target=\"local\"} 1"])
        #expect(samples("quintet_sla_seconds{").count == 2)
        #expect(
            samples("quintet_probe_runs_total{") == [
                "probe=\"comes\",target=\"local\"} 0", "probe=\"goes\",target=\"local\"} 1",
                "probe=\"stays\",target=\"local\"} 1",
            ]
        )
        meter.take(Sample.result("goes"))
        #expect(samples("quintet_probe_runs_total{").contains("probe=\"goes\",target=\"local\"} 1"))
    }

    @Test("a result of the target that a probe watched before is left out")
    func otherTarget() throws {
        meter.replace(with: [try Sample.probe("golden-path", target: "new")])
        meter.take(Sample.result(target: "local"))
        meter.confirm("golden-path", target: "local", isUp: false)
        #expect(samples("quintet_probe_runs_total{") == ["probe=\"golden-path\",target=\"new\"} 0"])
        #expect(samples("quintet_probe_success{") == [])
    }

    @Test("results of many threads are all counted")
    func concurrency() async throws {
        let probe = try Sample.probe("golden-path")
        meter.replace(with: [probe])
        let meter = meter
        await withDiscardingTaskGroup { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<250 { meter.take(Self.measured) } }
            }
            group.addTask { for _ in 0..<20 { meter.replace(with: [probe]) } }
        }
        #expect(samples("quintet_probe_runs_total") == ["{probe=\"golden-path\",target=\"local\"} 2000"])
        #expect(samples("quintet_event_gap_seconds_count").contains("{event=\"agent_thinking\"} 4000"))
    }

    @Test("a result that comes together with a reload brings no gauge back of a probe that is gone")
    func reloadAtTheSameTime() async throws {
        let (probe, result, meter) = (try Sample.probe("golden-path"), Sample.result(), meter)
        for _ in 0..<60 {
            meter.replace(with: [probe])
            await withDiscardingTaskGroup { group in
                group.addTask {
                    for _ in 0..<10 {
                        meter.take(result)
                        meter.confirm("golden-path", target: "local", isUp: true)
                    }
                }
                group.addTask { meter.replace(with: []) }
            }
            try #require(samples("quintet_probe_success{") == [])
            try #require(samples("quintet_probe_last_run_timestamp_seconds{") == [])
        }
        meter.replace(with: [probe])
        meter.take(result)
        meter.confirm("golden-path", target: "local", isUp: true)
        #expect(samples("quintet_probe_success{").count == 1)
    }

    @Test("every phase that a run goes through is there from the start, and no other")
    func phases() throws {
        let configuration = try Loaded.configuration(
            """
            targets:
              - name: edge
                url: wss://edge.example.com/ws
                auth: { login: { url: "https://edge.example.com/login" } }
                users: [ { email: a@b.c, password: d } ]
              - { name: bare, url: "ws://[::1]:8000/ws", handshake: none }
            probes:
              - { name: a, target: edge }
              - { name: b, target: bare }
            """
        )
        meter.replace(with: configuration.scheduled)
        let phases = samples("quintet_phase_duration_seconds_count").map { $0.split(separator: "\"") }
        #expect(
            phases.filter { $0[1] == "a" }.map { $0[5] }.sorted() == Phase.allCases.map { $0.rawValue[...] }.sorted()
        )
        #expect(
            phases.filter { $0[1] == "b" }.map { $0[5] }.sorted() == [
                "close", "connect", "first_event", "run", "upgrade",
            ]
        )
    }
}
