public import Results

/// What `quintet probe --count N` ends with: how many runs did what, how long they took, and how they failed.
public struct RunSummary: Sendable {
    private var verdicts: [Verdict: Int] = [:]
    private var failures: [FailureClass: Int] = [:]
    private var totals: [Duration] = []
    private var firsts: [Duration] = []

    /// A summary of no runs.
    public init() {}

    /// Counts a run. Times are taken of those that were complete: what failed measures nothing but its failure.
    public mutating func add(_ result: ProbeResult) {
        verdicts[result.verdict, default: 0] += 1
        if let failure = result.failure { failures[failure.failureClass, default: 0] += 1 }
        guard result.verdict == .pass || result.verdict == .degraded else { return }
        totals.append(result.duration)
        if let first = result.phases[.firstEvent] { firsts.append(first) }
    }

    /// The lines, each ended by a line feed.
    public var text: String {
        let runs = verdicts.values.reduce(0, +)
        let words = Verdict.allCases.compactMap { verdict in verdicts[verdict].map { "\($0) \(verdict.plural)" } }
        guard runs > 0 else { return "0 runs\n" }
        var lines = ["\(runs) \(runs == 1 ? "run" : "runs"): \(words.joined(separator: ", "))"]
        if !totals.isEmpty {
            lines.append("  " + row("", ["min", "p50", "p95", "max"]))
            lines.append("  " + row("duration", Self.figures(totals)))
            if !firsts.isEmpty { lines.append("  " + row("first_event", Self.figures(firsts))) }
        }
        for (failureClass, count) in failures.sorted(by: { ($1.value, $0.key.rank) < ($0.value, $1.key.rank) }) {
            lines.append("  \(failureClass.rawValue): \(count)")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func row(_ name: String, _ values: [String]) -> String {
        PlainText.fitted(name, to: 12) + values.map { PlainText.fitted($0, to: 10, isRight: true) }.joined()
    }

    private static func figures(_ times: [Duration]) -> [String] {
        let sorted = times.sorted()
        return [0, 0.5, 0.95, 1].map { sorted[rank($0, of: sorted.count)].words }
    }

    /// The nearest rank: a value that was really measured.
    private static func rank(_ share: Double, of count: Int) -> Int {
        max(0, Int((share * Double(count)).rounded(.up)) - 1)
    }
}

extension Verdict {
    fileprivate var plural: String {
        switch self {
        case .pass: "passed"
        case .degraded: "degraded"
        case .fail: "failed"
        case .inconclusive: "inconclusive"
        }
    }
}
