import HTTPTypes

/// Whether the monitor itself is well. What it watches has no part in it: a failing target never makes it unready.
struct HealthEndpoints: Sendable {
    /// Whether the configuration is loaded and the scheduler runs.
    let isReady: @Sendable () -> Bool

    func add(to routes: inout Routes) {
        routes.on(.get, "/-/healthy", "/healthz") { _ in .text("healthy") }
        routes.on(.get, "/-/ready", "/readyz") { _ in
            isReady()
                ? .text("ready")
                : .problem(.serviceUnavailable, "no probes are being run: the monitor is starting or shutting down")
        }
    }
}
