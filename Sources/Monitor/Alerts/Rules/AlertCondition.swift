public import Results

/// When a rule finds trouble. It counts conclusive cycles, never runs.
public enum AlertCondition: Sendable, Equatable {
    /// The longest history that a rule looks at, in cycles.
    public static let longest = 100

    /// At least `count` of the last `of` cycles failed; 1 ≤ `count` ≤ `of` ≤ ``longest``.
    case failures(count: Int, of: Int)
    /// That many cycles failed one after the other, 1 to ``longest``.
    case consecutive(Int)
    /// A cycle has a finding of one of these classes, a warning too.
    case classes([FailureClass])
    /// No conclusive cycle ended for so long.
    case absent(Duration)
}

extension AlertCondition {
    /// How many cycles it looks back.
    var reach: Int {
        switch self {
        case .failures(_, let of): of
        case .consecutive(let count): count
        case .classes: 1
        case .absent: 0
        }
    }

    /// How many of them have to be in trouble.
    var threshold: Int {
        switch self {
        case .failures(let count, _): count
        case .consecutive(let count): count
        case .classes, .absent: 1
        }
    }

    /// Whether a cycle that is well wipes out the trouble before it.
    var isBrokenByPass: Bool {
        switch self {
        case .consecutive: true
        case .failures, .classes, .absent: false
        }
    }

    /// Whether the rule sees trouble in this cycle, which is not inconclusive.
    func isTroubled(by outcome: CycleOutcome) -> Bool {
        switch self {
        case .failures, .consecutive: outcome.verdict == .fail
        case .classes(let classes): outcome.finding(of: classes) != nil
        // That it came at all is what the rule waits for.
        case .absent: false
        }
    }
}
