import Metrics
import Testing

@Suite("The text of a registry")
struct ExpositionTests {
    /// One family of each kind, declared out of order, with series touched out of order.
    private let registry = MetricsRegistry()

    init() {
        let durations = registry.histogram(
            "quintet_probe_duration_seconds",
            help: "Duration of a run.",
            labels: ["probe", "target"],
            buckets: [0.005, 0.1, 1, 30]
        )
        let golden = durations.with("golden-path", "local")
        golden.observe(0.25, exemplar: Exemplar(traceID: "01JD8Z6T0N6E0X2M8W3J5Q7R9S", at: 1_769_860_800.125))
        golden.observe(.milliseconds(5))
        golden.observe(31)
        let runs = registry.counter("quintet_probe_runs_total", help: "Runs.", labels: ["probe", "target"])
        runs.with("zebra", "local").increment(by: 2)
        runs.with("golden-path", "remote").increment(exemplar: Exemplar(traceID: "abc", at: 1_769_860_801))
        _ = runs.with("golden-path", "local")
        let success = registry.gauge("quintet_probe_success", help: "Confirmed state.", labels: ["probe", "target"])
        success.with("golden-path", "local").set(1)
        _ = success.with("zebra", "local")
        _ = registry.gauge("quintet_alerts", help: "Alerts by state.", labels: ["state", "severity"])
        registry.info(
            "quintet_build_info",
            help: "The build.",
            labels: [("version", "0.1.0"), ("swift_version", "6.3")]
        )
        _ = registry.histogram("quintet_schedule_lag_seconds", help: "Lag.", buckets: [1]).with()
    }

    @Test("text 0.0.4: sorted, announced, zero from the start, gauges only once set, no exemplars")
    func text004() {
        #expect(
            registry.exposition(.text004) == """
                # HELP quintet_alerts Alerts by state.
                # TYPE quintet_alerts gauge
                # HELP quintet_build_info The build.
                # TYPE quintet_build_info gauge
                quintet_build_info{version="0.1.0",swift_version="6.3"} 1
                # HELP quintet_probe_duration_seconds Duration of a run.
                # TYPE quintet_probe_duration_seconds histogram
                quintet_probe_duration_seconds_bucket{probe="golden-path",target="local",le="0.005"} 1
                quintet_probe_duration_seconds_bucket{probe="golden-path",target="local",le="0.1"} 1
                quintet_probe_duration_seconds_bucket{probe="golden-path",target="local",le="1"} 2
                quintet_probe_duration_seconds_bucket{probe="golden-path",target="local",le="30"} 2
                quintet_probe_duration_seconds_bucket{probe="golden-path",target="local",le="+Inf"} 3
                quintet_probe_duration_seconds_sum{probe="golden-path",target="local"} 31.255
                quintet_probe_duration_seconds_count{probe="golden-path",target="local"} 3
                # HELP quintet_probe_runs_total Runs.
                # TYPE quintet_probe_runs_total counter
                quintet_probe_runs_total{probe="golden-path",target="local"} 0
                quintet_probe_runs_total{probe="golden-path",target="remote"} 1
                quintet_probe_runs_total{probe="zebra",target="local"} 2
                # HELP quintet_probe_success Confirmed state.
                # TYPE quintet_probe_success gauge
                quintet_probe_success{probe="golden-path",target="local"} 1
                # HELP quintet_schedule_lag_seconds Lag.
                # TYPE quintet_schedule_lag_seconds histogram
                quintet_schedule_lag_seconds_bucket{le="1"} 0
                quintet_schedule_lag_seconds_bucket{le="+Inf"} 0
                quintet_schedule_lag_seconds_sum 0
                quintet_schedule_lag_seconds_count 0

                """
        )
    }

    @Test("OpenMetrics 1.0: stems in HELP and TYPE, floats with a point, exemplars, a marked end")
    func openMetrics() {
        let trace = "01JD8Z6T0N6E0X2M8W3J5Q7R9S"
        #expect(
            registry.exposition(.openMetrics100) == """
                # HELP quintet_alerts Alerts by state.
                # TYPE quintet_alerts gauge
                # HELP quintet_build The build.
                # TYPE quintet_build info
                quintet_build_info{version="0.1.0",swift_version="6.3"} 1
                # HELP quintet_probe_duration_seconds Duration of a run.
                # TYPE quintet_probe_duration_seconds histogram
                quintet_probe_duration_seconds_bucket{probe="golden-path",target="local",le="0.005"} 1
                quintet_probe_duration_seconds_bucket{probe="golden-path",target="local",le="0.1"} 1
                quintet_probe_duration_seconds_bucket{probe="golden-path",target="local",le="1.0"} 2 \
                # {trace_id="\(trace)"} 0.25 1769860800.125
                quintet_probe_duration_seconds_bucket{probe="golden-path",target="local",le="30.0"} 2
                quintet_probe_duration_seconds_bucket{probe="golden-path",target="local",le="+Inf"} 3
                quintet_probe_duration_seconds_sum{probe="golden-path",target="local"} 31.255
                quintet_probe_duration_seconds_count{probe="golden-path",target="local"} 3
                # HELP quintet_probe_runs Runs.
                # TYPE quintet_probe_runs counter
                quintet_probe_runs_total{probe="golden-path",target="local"} 0.0
                quintet_probe_runs_total{probe="golden-path",target="remote"} 1.0 \
                # {trace_id="abc"} 1.0 1769860801.0
                quintet_probe_runs_total{probe="zebra",target="local"} 2.0
                # HELP quintet_probe_success Confirmed state.
                # TYPE quintet_probe_success gauge
                quintet_probe_success{probe="golden-path",target="local"} 1.0
                # HELP quintet_schedule_lag_seconds Lag.
                # TYPE quintet_schedule_lag_seconds histogram
                quintet_schedule_lag_seconds_bucket{le="1.0"} 0
                quintet_schedule_lag_seconds_bucket{le="+Inf"} 0
                quintet_schedule_lag_seconds_sum 0.0
                quintet_schedule_lag_seconds_count 0
                # EOF

                """
        )
    }

    @Test("an empty registry is an empty text, and in OpenMetrics a marked end")
    func empty() {
        let empty = MetricsRegistry()
        #expect(ExpositionFormat.allCases.map(empty.exposition) == ["", "# EOF\n"])
    }

    @Test("label values and help texts cannot break out of their line", arguments: ExpositionFormat.allCases)
    func escaping(format: ExpositionFormat) {
        let registry = MetricsRegistry()
        let gauge = registry.gauge("hostile", help: "a\\b\n\"c\"\r\nd", labels: ["text"])
        gauge.with("\"} 1\nforged 1").set(1)
        gauge.with("C:\\new\\").set(2)
        gauge.with("cr\r\nlf, ümläut, 日本").set(3)
        let quote = format == .openMetrics100 ? "\\\"" : "\""
        let point = format == .openMetrics100 ? ".0" : ""
        let end = format == .openMetrics100 ? "# EOF\n" : ""
        #expect(
            registry.exposition(format) == """
                # HELP hostile a\\\\b\\n\(quote)c\(quote)\r\\nd
                # TYPE hostile gauge
                hostile{text="\\"} 1\\nforged 1"} 1\(point)
                hostile{text="C:\\\\new\\\\"} 2\(point)
                hostile{text="cr\r\\nlf, ümläut, 日本"} 3\(point)
                \(end)
                """
        )
    }

    @Test("collectors run before each exposition and may declare families")
    func collectors() {
        let registry = MetricsRegistry()
        registry.collect { registry.gauge("scrapes", help: "So far.").with().add(1) }
        #expect(registry.exposition(.text004) == "# HELP scrapes So far.\n# TYPE scrapes gauge\nscrapes 1\n")
        #expect(registry.exposition(.text004) == "# HELP scrapes So far.\n# TYPE scrapes gauge\nscrapes 2\n")
    }
}
