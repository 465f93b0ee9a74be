public import Results

/// What is known of one probe: its state, since when, and its last run.
///
/// A cycle decides, not a run, and one that is inconclusive decides nothing: a monitor in trouble says nothing about
/// its targets.
public struct ProbeStatus: Sendable, Equatable {
    /// Its name.
    public let probe: String
    /// The name of what it watches.
    public let target: String
    /// What it does.
    public let kind: ProbeKind
    /// What its conclusive cycles say.
    public private(set) var state = ProbeState.unknown
    /// When the state began; nil while it is unknown.
    public private(set) var since: WallTime?
    /// The run that says most about the last cycle; nil before the first.
    public private(set) var last: ProbeResult?

    /// A probe of which nothing is known.
    public init(probe: String, target: String, kind: ProbeKind) {
        self.probe = probe
        self.target = target
        self.kind = kind
    }

    /// What was known of it, as it was kept.
    init(
        probe: String,
        target: String,
        kind: ProbeKind,
        state: ProbeState,
        since: WallTime?,
        last: ProbeResult?
    ) {
        self.init(probe: probe, target: target, kind: kind)
        self.state = state
        self.since = since
        self.last = last
    }

    /// Takes in the results of a cycle, one a user; gives the change of state that they mean.
    public mutating func take(_ results: [ProbeResult]) -> StateChange? {
        guard let worst = ProbeState.decisive(of: results) else { return nil }
        last = worst
        guard let state = worst.verdict.state, state != self.state else { return nil }
        let change = StateChange(from: self.state, to: state, reason: worst.reason)
        self.state = state
        since = worst.startedAt
        return change
    }
}

extension ProbeState {
    /// The state that a cycle with these results means; nil where it means none.
    init?(meantBy results: [ProbeResult]) {
        guard let state = Self.decisive(of: results)?.verdict.state else { return nil }
        self = state
    }

    /// Of several users' results the one that says most.
    fileprivate static func decisive(of results: [ProbeResult]) -> ProbeResult? {
        results.max { $0.verdict.weight < $1.verdict.weight }
    }
}

extension Verdict {
    /// Which of several users' verdicts says most about a cycle. A cycle with an inconclusive run and no failed one is
    /// inconclusive: it is not known that all passed.
    fileprivate var weight: Int {
        switch self {
        case .pass: 0
        case .degraded: 1
        case .inconclusive: 2
        case .fail: 3
        }
    }

    /// The state that a cycle of this verdict means; nil for one that means none.
    fileprivate var state: ProbeState? {
        switch self {
        case .pass: .up
        case .degraded: .degraded
        case .fail: .down
        case .inconclusive: nil
        }
    }
}

extension ProbeResult {
    /// What is wrong, most important first.
    fileprivate var reason: String? {
        if let failure { return "\(failure.failureClass.rawValue): \(failure.detail)" }
        return findings.first.map { "\($0.failureClass.rawValue): \($0.detail)" }
    }
}
