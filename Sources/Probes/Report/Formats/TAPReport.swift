/// Outcomes as the Test Anything Protocol has them, version 14, a case at a time.
///
/// ```
/// TAP version 14
/// not ok 1 - local: golden-path as probe-1
///   ---
///   message: "missing_event: tool_completed never came"
///   …
///   ...
/// 1..1
/// ```
public struct TAPReport: Sendable {
    /// What it begins with.
    public static let head = "TAP version 14\n"

    private var count = 0

    /// A report of no cases.
    public init() {}

    /// The lines of one more case.
    public mutating func lines(of outcome: ReportCase) -> String {
        count += 1
        let verdict = outcome.weight == .passed ? "ok" : "not ok"
        var lines = ["\(verdict) \(count) - \(Self.escaped("\(outcome.place): \(outcome.name)"))"]
        lines += ["  ---", "  verdict: \(outcome.word)", "  duration_ms: \(Self.milliseconds(outcome.duration))"]
        if let message = outcome.message { lines.append("  message: \(Self.quoted(message))") }
        if !outcome.details.isEmpty {
            lines.append("  details:")
            lines += outcome.details.map { "    - \(Self.quoted($0))" }
        }
        return (lines + ["  ..."]).map { $0 + "\n" }.joined()
    }

    /// What it ends with.
    public var end: String { "1..\(count)\n" }

    private static func milliseconds(_ duration: Duration) -> Double {
        (duration / .microseconds(1)).rounded() / 1_000
    }

    /// A `#` begins a directive, `# SKIP` for example, which no server is to give.
    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("#", with: "\\#")
    }

    /// A string of YAML: JSON's are.
    private static func quoted(_ text: String) -> String { JSONValue.string(text).text() }
}
