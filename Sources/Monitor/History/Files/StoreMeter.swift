public import Metrics

/// Metrics of the history.
public struct StoreMeter: Sendable {
    private let healthy: Gauge
    private let dropped: Counter

    /// Declares its families in `registry`.
    public init(_ registry: MetricsRegistry) {
        healthy = registry.gauge(
            "quintet_store_healthy",
            help: "Whether the history is in its file, or in memory as asked for."
        ).with()
        dropped = registry.counter(
            "quintet_history_dropped_total",
            help: "Results that the history lost: the queue was full, or the file could not be used for too long."
        ).with()
        healthy.set(1)
    }

    func healthy(_ isHealthy: Bool) { healthy.set(isHealthy ? 1 : 0) }

    func dropped(_ count: Int) { dropped.increment(by: Double(count)) }
}
