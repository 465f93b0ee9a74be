import HTTPTypes
import Results

/// `GET /api/v1/status`: everything that the dashboard shows.
struct StatusEndpoint: Sendable {
    let overview: Overview

    func add(to routes: inout Routes) {
        routes.on(.get, "/api/v1/status") { request in
            await .answering(request) {
                _ = try Query(request.query)
                return .json(try await overview.document(at: .now))
            }
        }
    }
}
