import Results

/// `/api/v1/probes/NAME`: what the kept results of a probe say together.
struct ProbeDetail: Decodable, Equatable, Sendable {
    /// How long something took over the kept results.
    struct Spread: Decodable, Equatable, Sendable {
        var p50: Seconds?
        var p95: Seconds?
        var p99: Seconds?
        var max: Seconds?
        var count: Int?
    }

    var name: String
    var contract: String?
    var every: Seconds?
    var timeout: Seconds?
    var phases: [String: Spread]?
    var events: [String: Spread]?
    /// How often each class failed.
    var failures: [String: Int]?
}

/// `/api/v1/results`, newest first.
struct ResultPage: Decodable, Sendable {
    var results: [ProbeResult]
}
