import HTTPTypes

/// Which endpoint answers what. Paths are exact; a path that exists with another method is 405 with `Allow`.
struct Routes: Sendable {
    typealias Endpoint = @Sendable (WebRequest) async -> WebAnswer

    private var endpoints: [String: [(method: HTTPRequest.Method, endpoint: Endpoint)]] = [:]

    mutating func on(_ method: HTTPRequest.Method, _ paths: String..., answer: @escaping Endpoint) {
        for path in paths { endpoints[path, default: []].append((method, answer)) }
    }

    func answer(_ request: WebRequest) async -> WebAnswer {
        guard let known = endpoints[request.path] else {
            return .problem(404, "not_found", "there is nothing under this path")
        }
        // HEAD is GET without its body, which is left out where the answer is written (RFC 9110 §9.3.2).
        let method = request.method == .head ? .get : request.method
        guard let endpoint = known.first(where: { $0.method == method })?.endpoint else {
            let allowed = known.map(\.method.rawValue).joined(separator: ", ")
            return .problem(405, "method_not_allowed", "want \(allowed)", headers: [.allow: allowed])
        }
        return await endpoint(request)
    }
}
