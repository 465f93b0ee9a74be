import HTTPTypes
import Metrics
import NIOCore

/// `/metrics`.
struct MetricsEndpoint: Sendable {
    let registry: MetricsRegistry

    func add(to routes: inout Routes) {
        routes.on(.get, "/metrics") { request in
            let format = ExpositionFormat.negotiate(accept: request.headers[.accept])
            return WebAnswer(200, body: ByteBuffer(string: registry.exposition(format)), type: format.contentType)
        }
    }
}
