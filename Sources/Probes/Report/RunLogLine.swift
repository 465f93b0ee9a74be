public import Results

/// What the monitor logs of a run: one line that an operator likes to read, and its facts apart.
///
/// `golden-path on local: FAIL missing_event in 0.33 s: tool_completed never came; …`
public struct RunLogLine: Sendable, Equatable, CustomStringConvertible {
    /// The sentence.
    public let description: String
    /// What log collectors search for: names as in the result's JSON.
    public let facts: [String: String]

    /// The line about `result`.
    public init(_ result: ProbeResult) {
        let who = result.user.map { " as \($0)" } ?? ""
        let attempt = result.attempt > 1 ? " (attempt \(result.attempt))" : ""
        let finding =
            result.failure.map { ($0.failureClass, $0.detail) }
            ?? result.findings.first.map { ($0.failureClass, $0.detail) }
        let others = result.findings.count - (finding == nil ? 0 : 1)
        var text = "\(result.probe) on \(result.target)\(who): \(result.verdict.logWord)"
        if let finding { text += " \(finding.0.rawValue)" }
        text += " in \(result.duration.words)\(attempt)"
        if let finding { text += ": \(finding.1)" }
        if others > 0 { text += " (and \(others) more \(others == 1 ? "finding" : "findings"))" }
        description = PlainText.of(text)
        var facts = [
            "probe": result.probe, "target": result.target, "verdict": result.verdict.rawValue,
            "duration": "\(Seconds(result.duration).value)", "result": result.id.description,
        ]
        facts["class"] = finding?.0.rawValue
        facts["blame"] = result.failure?.blame.rawValue
        facts["user"] = result.user
        facts["run_id"] = result.ids.run.map { PlainText.of($0) }
        self.facts = facts
    }
}

extension Verdict {
    /// Loud where somebody has to look.
    fileprivate var logWord: String {
        switch self {
        case .pass: "pass"
        case .degraded: "degraded"
        case .fail: "FAIL"
        case .inconclusive: "inconclusive"
        }
    }
}
