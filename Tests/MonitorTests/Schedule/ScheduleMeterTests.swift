import Metrics
import Testing

@testable import Monitor

@Suite("The schedule as metrics")
struct ScheduleMeterTests {
    @Test("every reason of every probe is there with 0, and counts")
    func skips() {
        let registry = MetricsRegistry()
        let meter = ScheduleMeter(registry)
        meter.prepare(["b", "a"])
        meter.skipped("a", .late, count: 3)
        meter.skipped("nobody", .late, count: 1)
        meter.started(lag: .milliseconds(2))
        let samples = registry.exposition(.text004).split(separator: "\n").filter { !$0.contains("_bucket{") }
        #expect(
            samples.joined(separator: "\n") == """
                # HELP quintet_runs_skipped_total Runs that were due and did not start.
                # TYPE quintet_runs_skipped_total counter
                quintet_runs_skipped_total{probe="a",reason="capacity"} 0
                quintet_runs_skipped_total{probe="a",reason="late"} 3
                quintet_runs_skipped_total{probe="a",reason="overrun"} 0
                quintet_runs_skipped_total{probe="b",reason="capacity"} 0
                quintet_runs_skipped_total{probe="b",reason="late"} 0
                quintet_runs_skipped_total{probe="b",reason="overrun"} 0
                # HELP quintet_schedule_lag_seconds How long after its slot a run started.
                # TYPE quintet_schedule_lag_seconds histogram
                quintet_schedule_lag_seconds_sum 0.002
                quintet_schedule_lag_seconds_count 1
                """
        )
    }
}
