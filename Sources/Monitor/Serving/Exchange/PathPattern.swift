/// A path in which some segments stand for values: `/api/v1/probes/{name}/run`.
struct PathPattern: Sendable, Equatable {
    private let segments: [Substring]

    /// A pattern whose segments in braces are names of parameters.
    init(_ text: String) {
        segments = text.split(separator: "/", omittingEmptySubsequences: false)
    }

    /// What stands where the pattern has names, as it was sent; nil where the path is another one. A value is one segment
    /// and never empty.
    func values(in path: String) -> [String: Substring]? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == segments.count else { return nil }
        var values: [String: Substring] = [:]
        for (segment, part) in zip(segments, parts) {
            if segment.hasPrefix("{"), segment.hasSuffix("}") {
                guard !part.isEmpty else { return nil }
                values[String(segment.dropFirst().dropLast())] = part
            } else if segment != part {
                return nil
            }
        }
        return values
    }
}
