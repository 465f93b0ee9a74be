/// The two text formats in which a registry can be read.
///
/// ```swift
/// let format = ExpositionFormat.negotiate(accept: request.headers["accept"])
/// respond(body: registry.exposition(format), contentType: format.contentType)
/// ```
public enum ExpositionFormat: Sendable, Hashable, CaseIterable {
    /// The Prometheus text format, version 0.0.4.
    case text004
    /// OpenMetrics 1.0: the same samples, with exemplars, `info` families and a marked end.
    case openMetrics100

    /// The `Content-Type` under which a body of this format is served.
    public var contentType: String {
        switch self {
        case .text004: "text/plain; version=0.0.4; charset=utf-8"
        case .openMetrics100: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        }
    }

    /// Picks the format for a request's `Accept` value; nil, wildcards and anything unreadable mean text 0.0.4.
    ///
    /// As the Go client does: among the ranges that name one of the two formats in a version we can write, the one
    /// with the highest quality wins, and of equals the first. A wildcard never outweighs a named format.
    public static func negotiate(accept: String?) -> ExpositionFormat {
        guard let accept else { return .text004 }
        var best: (format: ExpositionFormat, quality: Double)?
        for piece in accept.split(separator: ",") {
            guard let range = MediaRange(piece), range.quality > (best?.quality ?? 0), let format = named(by: range)
            else { continue }
            best = (format, range.quality)
        }
        return best?.format ?? .text004
    }

    private static func named(by range: MediaRange) -> ExpositionFormat? {
        switch (range.type, range.version) {
        case ("text/plain", nil), ("text/plain", "0.0.4"):
            .text004
        // Older Prometheus servers ask for 0.0.1 only and read 1.0.0 as well: for our kinds the text is the same.
        case ("application/openmetrics-text", nil), ("application/openmetrics-text", "1.0.0"),
            ("application/openmetrics-text", "0.0.1"):
            .openMetrics100
        default:
            nil
        }
    }
}
