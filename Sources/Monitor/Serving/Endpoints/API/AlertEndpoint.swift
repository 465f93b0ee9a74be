import HTTPTypes

/// `GET /api/v1/alerts`: what is wrong by the rules, and what has not been delivered yet.
struct AlertEndpoint: Sendable {
    let alerts: @Sendable () async throws -> AlertsDocument

    func add(to routes: inout Routes) {
        routes.on(.get, "/api/v1/alerts") { request in
            await .answering(request) {
                _ = try Query(request.query)
                return .json(try await alerts())
            }
        }
    }
}
