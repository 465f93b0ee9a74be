import Results

/// One probe, as `/api/v1/status` tells of it and the stream afterwards. Whatever is absent is nil: other versions of the
/// monitor are read too.
struct ProbeStatus: Decodable, Equatable, Sendable {
    /// Why it fails.
    struct Failure: Decodable, Equatable, Sendable {
        var `class`: String
        var event: String?
        var blame: String?
        var detail: String?
    }

    /// One of the newest runs.
    struct Recent: Decodable, Equatable, Sendable {
        var id: String
        var verdict: String
        var duration: Seconds?
        var at: WallTime?
    }

    var name: String
    var target: String?
    var kind: String?
    var state: ProbeState
    var verdict: String?
    var failure: Failure?
    var since: WallTime?
    var lastRun: WallTime?
    var nextRun: WallTime?
    var every: Seconds?
    var duration: Seconds?
    var sla: Budgets?
    var running: Bool?
    /// Oldest first.
    var recent: [Recent]?

    private enum CodingKeys: String, CodingKey {
        case name, target, kind, state, verdict, failure, since, every, duration, sla, running, recent
        case lastRun = "last_run"
        case nextRun = "next_run"
    }
}

extension ProbeStatus {
    /// The budget that the whole run has.
    var budget: Duration? { sla?.total }

    /// How much of its budget the last run took; nil where one of them is not known.
    var share: Double? {
        guard let duration = duration?.duration, let budget, budget > .zero else { return nil }
        return duration / budget
    }
}
