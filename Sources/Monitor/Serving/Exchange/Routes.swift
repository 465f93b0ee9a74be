import HTTPTypes

/// Which endpoint answers what. Paths are exact but for the segments that a pattern names; a path that exists with
/// another method is 405 with `Allow`.
struct Routes: Sendable {
    typealias Endpoint = @Sendable (WebRequest) async -> WebAnswer

    /// What one path answers.
    private struct Place: Sendable {
        var endpoints: [(method: HTTPRequest.Method, endpoint: Endpoint)] = []

        /// The methods as `Allow` has them.
        var allowed: String {
            var names = endpoints.map(\.method.rawValue)
            if names.contains("GET") { names.append("HEAD") }
            return names.joined(separator: ", ")
        }
    }

    private var places: [String: Place] = [:]
    private var patterns: [(text: String, pattern: PathPattern)] = []
    private var later: [String] = []

    /// Has `answer` answer requests of `method` at each of `paths`; a segment `{name}` takes any value, which the request
    /// then has among its parameters.
    mutating func on(_ method: HTTPRequest.Method, _ paths: String..., answer: @escaping Endpoint) {
        for path in paths {
            if places[path] == nil, path.contains("{") { patterns.append((path, PathPattern(path))) }
            places[path, default: Place()].endpoints.append((method, answer))
        }
    }

    /// Says of what lies under `prefix` that this version does not have it, where it would be only `not found`.
    mutating func later(_ prefix: String...) {
        later += prefix
    }

    /// The answer to `request`.
    func answer(_ request: WebRequest) async -> WebAnswer {
        var request = request
        guard let (place, values) = place(of: request.path) else { return missing(request.path) }
        do {
            request.parameters = try values.mapValues(Self.decoded)
        } catch {
            return .problem(.badRequest, "a segment of the path \(error)")
        }
        // HEAD is GET without its body, which is left out where the answer is written (RFC 9110 §9.3.2).
        let method = request.method == .head ? .get : request.method
        guard let endpoint = place.endpoints.first(where: { $0.method == method })?.endpoint else {
            let list = place.allowed
            return .problem(.methodNotAllowed, "\(request.path) takes \(list)", headers: [.allow: list])
        }
        return await endpoint(request)
    }

    private func place(of path: String) -> (Place, [String: Substring])? {
        // A path with braces in it is no pattern, whoever sends it.
        if !path.contains("{"), let place = places[path] { return (place, [:]) }
        for (text, pattern) in patterns {
            if let values = pattern.values(in: path), let place = places[text] { return (place, values) }
        }
        return nil
    }

    private static func decoded(_ raw: Substring) throws(PercentText.Refusal) -> String {
        try PercentText.decoded(raw)
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
