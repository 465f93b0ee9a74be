import HTTPTypes
import Metrics

/// `/metrics`: text 0.0.4, or OpenMetrics when asked for; gzip when accepted.
struct MetricsEndpoint: Sendable {
    /// Below this a gzip frame saves nothing worth its time.
    private static let worthCompressing = 1_024

    let registry: MetricsRegistry

    func add(to routes: inout Routes) {
        routes.on(.get, "/metrics") { answer($0) }
    }

    private func answer(_ request: WebRequest) -> WebAnswer {
        let format = ExpositionFormat.negotiate(accept: request.headers[.accept])
        let body = Array(registry.exposition(format).utf8)
        var answer = WebAnswer(type: format.contentType, body: body, headers: [.vary: "Accept, Accept-Encoding"])
        if body.count >= Self.worthCompressing, Gzip.isAccepted(by: request.headers[.acceptEncoding]),
            let compressed = Gzip.compress(body)
        {
            answer.body = compressed
            answer.headers[.contentEncoding] = "gzip"
        }
        return answer
    }
}
