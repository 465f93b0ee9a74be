import Results

/// Outcomes as commands of GitHub Actions, which it shows as annotations; what passed is a plain line.
///
/// ```
/// PASS local: golden-path as probe-1, 59 ms
/// ::error title=local%3A golden-path as probe-1%2C fail::missing_event: tool_completed never came%0Alook first: agent
/// ```
public enum GitHubReport {
    /// The line of one case, ended by a line feed.
    public static func line(of outcome: ReportCase) -> String {
        let title = "\(outcome.place): \(outcome.name)"
        guard let message = outcome.message else {
            return data("\(outcome.word.uppercased()) \(title), \(outcome.duration.words)") + "\n"
        }
        let command = outcome.weight == .passed ? "warning" : "error"
        let text = ([message] + outcome.details).joined(separator: "\n")
        return "::\(command) title=\(property("\(title), \(outcome.word)"))::\(data(text))\n"
    }

    /// Text of a server beside the annotations, frames for example, as no command of its own: those of the old form are
    /// looked for anywhere in a line, of both outputs.
    public static func harmless(_ text: String) -> String { text.replacing("##[", with: "#\\u{23}[") }

    private static func data(_ text: String) -> String {
        harmless(text).replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
