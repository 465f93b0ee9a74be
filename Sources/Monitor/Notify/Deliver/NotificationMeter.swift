public import Metrics

/// Counts what receivers are sent.
public struct NotificationMeter: Sendable {
    private let attempts: CounterFamily
    private let failures: CounterFamily
    private let dead: CounterFamily
    private let queue: GaugeFamily
    private let alerts: GaugeFamily

    /// Declares its families in `registry`.
    public init(_ registry: MetricsRegistry) {
        attempts = registry.counter(
            "quintet_notifications_total",
            help: "Attempts to deliver a notification.",
            labels: ["receiver"]
        )
        failures = registry.counter(
            "quintet_notifications_failed_total",
            help: "Attempts to deliver a notification that failed.",
            labels: ["receiver"]
        )
        dead = registry.counter(
            "quintet_notifications_dead_total",
            help: "Notifications that were refused for good, or given up.",
            labels: ["receiver"]
        )
        queue = registry.gauge(
            "quintet_notification_queue_length",
            help: "Notifications that wait for delivery.",
            labels: ["receiver"]
        )
        alerts = registry.gauge(
            "quintet_alerts",
            help: "Alerts that are pending or fire.",
            labels: ["state", "severity"]
        )
    }

    /// Has the counters of these receivers at 0 from now on.
    public func prepare(_ receivers: [String]) {
        for receiver in receivers {
            _ = attempts.with(receiver)
            _ = failures.with(receiver)
            _ = dead.with(receiver)
        }
    }

    /// Shows how many alerts there are.
    public func show(_ alerts: [Alert]) {
        for state in [Alert.State.pending, .firing] {
            for severity in AlertSeverity.allCases {
                let count = alerts.count { $0.state == state && $0.severity == severity }
                self.alerts.with(state.rawValue, severity.rawValue).set(Double(count))
            }
        }
    }

    /// Shows how many notifications wait for a receiver.
    func waiting(_ receiver: String, _ count: Int) {
        queue.with(receiver).set(Double(count))
    }

    /// An attempt ended.
    func attempted(_ receiver: String, _ decision: DeliveryDecision) {
        attempts.with(receiver).increment()
        switch decision {
        case .delivered: break
        case .retry: failures.with(receiver).increment()
        case .dead:
            failures.with(receiver).increment()
            dead.with(receiver).increment()
        }
    }
}
