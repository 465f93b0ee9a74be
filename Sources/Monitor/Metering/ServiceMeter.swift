public import Metrics
public import Results

/// Metrics of the program itself: what it is, and whether its configuration is in force.
public struct ServiceMeter: Sendable {
    private let isLoaded: Gauge
    private let loadedAt: Gauge

    /// Declares its families in `registry`, those of the process included.
    public init(_ registry: MetricsRegistry, version: String) {
        registry.info(
            "quintet_build_info",
            help: "Which build this is.",
            labels: [("version", version), ("swift_version", Self.swiftVersion)]
        )
        isLoaded = registry.gauge(
            "quintet_config_last_reload_successful",
            help: "Whether the last attempt to load the configuration succeeded."
        ).with()
        loadedAt = registry.gauge(
            "quintet_config_last_reload_success_timestamp_seconds",
            help: "When the configuration in force was loaded, since unix epoch in seconds."
        ).with()
        ProcessMetrics.register(in: registry)
    }

    /// A configuration is in force since `time`.
    public func loaded(at time: WallTime) {
        isLoaded.set(1)
        loadedAt.set(time.seconds)
    }

    /// A configuration was refused; the one before stays in force.
    public func refused() {
        isLoaded.set(0)
    }

    private static var swiftVersion: String {
        #if compiler(>=6.4)
            "6.4"
        #else
            "6.3"
        #endif
    }
}
