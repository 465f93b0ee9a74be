public import Metrics
import Probes
public import Results
import Synchronization

/// Turns results into metrics. Labels come from the configuration alone, never from what a server sends.
///
/// ```swift
/// let meter = ResultMeter(registry)
/// meter.replace(with: configuration.scheduled)
/// meter.take(result)
/// ```
public final class ResultMeter: Sendable {
    private let families: ProbeFamilies
    private let meters = Mutex<[String: ProbeMeter]>([:])

    /// Declares its families in `registry`.
    public init(_ registry: MetricsRegistry) {
        families = ProbeFamilies(registry)
    }

    /// Measures these probes instead of those before: the series of all that is known of them are there at once.
    ///
    /// Counters of probes that are gone stay, since a counter that vanishes looks like a restart; their gauges go.
    public func replace(with probes: [ConfiguredProbe]) {
        meters.withLock { meters in
            let before = meters.values.flatMap(\.gauges)
            meters = Dictionary(
                probes.map { ($0.plan.name, ProbeMeter($0.plan, in: families)) },
                uniquingKeysWith: { first, _ in first }
            )
            // Equal labels are the same gauge, so what stays keeps its value.
            let kept = Set(meters.values.flatMap(\.gauges).map(ObjectIdentifier.init))
            for gauge in before where !kept.contains(ObjectIdentifier(gauge)) { gauge.remove() }
        }
    }

    /// Counts what a run found. A result of a probe that is gone, or that watches another target now, is left out.
    public func take(_ result: ProbeResult) {
        measure(result.probe, result.target) { $0.take(result) }
    }

    /// Says whether the target of a probe is up, as its last conclusive cycle found.
    public func confirm(_ probe: String, target: String, isUp: Bool) {
        measure(probe, target) { $0.confirm(isUp: isUp) }
    }

    private func measure(_ probe: String, _ target: String, _ body: (ProbeMeter) -> Void) {
        // Under the lock to the end: a gauge that is set after a reload removed it would be back for good.
        meters.withLock { meters in
            guard let meter = meters[probe], meter.target == target else { return }
            body(meter)
        }
    }
}
