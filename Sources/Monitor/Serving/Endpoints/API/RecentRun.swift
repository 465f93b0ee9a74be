import Results

/// A cycle in a row of those before it: enough to draw it, and to ask for the rest.
struct RecentRun: Sendable, Equatable, Encodable {
    /// The result's id.
    let id: ULID
    let verdict: Verdict
    let duration: Seconds
    let at: WallTime
    let cycle: ULID
    let attempt: Int

    private enum CodingKeys: String, CodingKey { case id, verdict, duration, at }

    /// What is shown of `result`.
    init(_ result: ProbeResult) {
        id = result.id
        verdict = result.verdict
        duration = Seconds(result.duration)
        at = result.startedAt
        cycle = result.cycle
        attempt = result.attempt
    }
}

extension RecentRun {
    /// Whether it says more about their cycle than `other`: a later attempt does, and of one attempt the worse run.
    func outweighs(_ other: RecentRun) -> Bool {
        (attempt, verdict.weight) > (other.attempt, other.verdict.weight)
    }
}

extension Verdict {
    /// Which of several runs says most about their cycle.
    fileprivate var weight: Int {
        switch self {
        case .pass: 0
        case .degraded: 1
        case .inconclusive: 2
        case .fail: 3
        }
    }
}
