import Metrics

/// The families that tell of probes, declared once.
struct ProbeFamilies: Sendable {
    let runs: CounterFamily
    let failures: CounterFamily
    let findings: CounterFamily
    let inconclusive: CounterFamily
    let success: GaugeFamily
    let lastRun: GaugeFamily
    let sla: GaugeFamily
    let expiry: GaugeFamily
    let duration: HistogramFamily
    let phases: HistogramFamily
    let latency: HistogramFamily
    let gap: HistogramFamily

    /// Declares them in `registry`.
    init(_ registry: MetricsRegistry) {
        let probe = ["probe", "target"]
        runs = registry.counter("quintet_probe_runs_total", help: "Runs of a probe, attempts included.", labels: probe)
        failures = registry.counter(
            "quintet_probe_failures_total",
            help: "Failed runs by their primary failure.",
            labels: probe + ["class"]
        )
        findings = registry.counter(
            "quintet_probe_findings_total",
            help: "Findings of runs.",
            labels: probe + ["class", "severity"]
        )
        inconclusive = registry.counter(
            "quintet_probe_inconclusive_total",
            help: "Runs that the monitor itself could not do.",
            labels: probe
        )
        success = registry.gauge(
            "quintet_probe_success",
            help: "Whether the last conclusive cycle of a probe passed, degraded ones included.",
            labels: probe
        )
        lastRun = registry.gauge(
            "quintet_probe_last_run_timestamp_seconds",
            help: "When the last run of a probe started, since unix epoch in seconds.",
            labels: probe
        )
        sla = registry.gauge("quintet_sla_seconds", help: "The budget in force of a step.", labels: probe + ["step"])
        expiry = registry.gauge(
            "quintet_tls_certificate_expiry_timestamp_seconds",
            help: "When the earliest certificate of a target's chain ends, since unix epoch in seconds.",
            labels: ["target"]
        )
        duration = registry.histogram(
            "quintet_probe_duration_seconds",
            help: "Duration of a run, attempts and inconclusive ones included.",
            labels: probe
        )
        phases = registry.histogram(
            "quintet_phase_duration_seconds",
            help: "Duration of a phase that a run reached, attempts and inconclusive ones included.",
            labels: probe + ["phase"]
        )
        latency = registry.histogram(
            "quintet_event_latency_seconds",
            help: "From a request to the first event of that name.",
            labels: probe + ["event"]
        )
        gap = registry.histogram(
            "quintet_event_gap_seconds",
            help: "From the event before to an event; to the first one, from the request.",
            labels: probe + ["event"]
        )
    }
}
