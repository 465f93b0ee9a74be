import Metrics

/// The families of the event server.
struct ServerMetrics: Sendable {
    let registry: MetricsRegistry
    let connections: Gauge
    let runs: Counter
    let runDuration: Histogram
    let refusals: [RefusalReason: Counter]
    let faults: [Fault: Counter]

    init(version: String) {
        let registry = MetricsRegistry()
        self.registry = registry
        ProcessMetrics.register(in: registry)
        registry.info(
            "quintet_build_info",
            help: "The version that is running.",
            labels: [("version", version), ("swift_version", Self.swift)]
        )
        connections = registry.gauge("quintet_server_connections", help: "Open WebSocket connections.").with()
        connections.set(0)
        runs = registry.counter("quintet_server_runs_total", help: "Runs that were started.").with()
        runDuration = registry.histogram("quintet_server_run_duration_seconds", help: "How long runs took.").with()
        let refused = registry.counter(
            "quintet_server_refusals_total",
            help: "Connections, logins and runs that were refused.",
            labels: ["reason"]
        )
        refusals = Dictionary(uniqueKeysWithValues: RefusalReason.allCases.map { ($0, refused.with($0.rawValue)) })
        let struck = registry.counter(
            "quintet_server_faults_total",
            help: "Faults that struck.",
            labels: ["fault"]
        )
        faults = Dictionary(uniqueKeysWithValues: Fault.allCases.map { ($0, struck.with($0.rawValue)) })
    }

    private static var swift: String {
        #if compiler(>=6.4)
            "6.4"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }

    func refused(_ reason: RefusalReason) { refusals[reason]?.increment() }
}
