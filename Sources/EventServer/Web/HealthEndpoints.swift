import HTTPTypes

/// `/health…` and `/ws/health`: statuses and bodies both tell the truth.
struct HealthEndpoints: Sendable {
    let health: Health

    func add(to routes: inout Routes) {
        routes.on(.get, "/health", "/health/live") { _ in WebAnswer(200, ["status": "ok"]) }
        routes.on(.get, "/health/ready") { _ in
            let isReady = health.isReady
            return WebAnswer(isReady ? 200 : 503, ["status": .string(isReady ? "ready" : "not_ready")])
        }
        routes.on(.get, "/ws/health") { _ in
            let report = health.report
            let components = report.components.map { component in
                JSON.Member(
                    component.name,
                    ["status": .string(component.state.rawValue), "detail": .string(component.detail)]
                )
            }
            return WebAnswer(
                report.state == .unhealthy ? 503 : 200,
                ["status": .string(report.state.rawValue), "components": .object(components)]
            )
        }
    }
}
