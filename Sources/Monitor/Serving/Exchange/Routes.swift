import HTTPTypes

/// Which endpoint answers what. Paths are exact; a path that exists with another method is 405 with `Allow`.
struct Routes: Sendable {
    typealias Endpoint = @Sendable (WebRequest) async -> WebAnswer

    private var endpoints: [String: [(method: HTTPRequest.Method, endpoint: Endpoint)]] = [:]
    private var later: [String] = []

    /// Has `answer` answer requests of `method` at each of `paths`.
    mutating func on(_ method: HTTPRequest.Method, _ paths: String..., answer: @escaping Endpoint) {
        for path in paths { endpoints[path, default: []].append((method, answer)) }
    }

    /// Says of what lies under `prefix` that this version does not have it, where it would be only `not found`.
    mutating func later(_ prefix: String...) {
        later += prefix
    }

    /// The answer to `request`.
    func answer(_ request: WebRequest) async -> WebAnswer {
        guard let known = endpoints[request.path] else { return missing(request.path) }
        // HEAD is GET without its body, which is left out where the answer is written (RFC 9110 §9.3.2).
        let method = request.method == .head ? .get : request.method
        guard let endpoint = known.first(where: { $0.method == method })?.endpoint else {
            var allowed = known.map(\.method.rawValue)
            if allowed.contains("GET") { allowed.append("HEAD") }
            let list = allowed.joined(separator: ", ")
            return .problem(.methodNotAllowed, "\(request.path) takes \(list)", headers: [.allow: list])
        }
        return await endpoint(request)
    }

    private func missing(_ path: String) -> WebAnswer {
        let isLater = later.contains { path == $0 || path.hasPrefix($0 + "/") }
        return .problem(
            .notFound,
            isLater
                ? "this version does not serve \(path) yet"
                : "there is nothing at \(path); GET / says what there is"
        )
    }
}
