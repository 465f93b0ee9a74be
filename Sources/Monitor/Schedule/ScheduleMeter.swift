public import Metrics
import Synchronization

/// Counts how well the schedule is kept.
public final class ScheduleMeter: Sendable {
    private let lag: Histogram
    private let skips: CounterFamily
    private let known = Mutex<[String: [SkipReason: Counter]]>([:])

    /// Declares its families in `registry`.
    public init(_ registry: MetricsRegistry) {
        lag = registry.histogram(
            "quintet_schedule_lag_seconds",
            help: "How long after its slot a run started."
        ).with()
        skips = registry.counter(
            "quintet_runs_skipped_total",
            help: "Runs that were due and did not start.",
            labels: ["probe", "reason"]
        )
    }

    /// Has the counters of these probes at 0 from now on.
    public func prepare(_ probes: [String]) {
        let counters = probes.map { probe in
            (probe, Dictionary(uniqueKeysWithValues: SkipReason.allCases.map { ($0, skips.with(probe, $0.rawValue)) }))
        }
        known.withLock { known in
            for (probe, counters) in counters { known[probe] = counters }
        }
    }

    /// A run started, so long after its slot.
    func started(lag: Duration) {
        self.lag.observe(lag)
    }

    /// So many runs of the probe did not start.
    func skipped(_ probe: String, _ reason: SkipReason, count: Int) {
        known.withLock { $0[probe]?[reason] }?.increment(by: Double(count))
    }
}
