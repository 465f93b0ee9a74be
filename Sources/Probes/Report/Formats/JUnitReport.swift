/// Outcomes as JUnit's XML, in the form that Jenkins and GitLab read.
///
/// What failed is a `failure`, what could not be found out an `error`; findings of what passed stand in `system-out`.
public struct JUnitReport: Sendable {
    private let name: String
    private var cases: [ReportCase] = []

    /// A report of no cases that is called `name`.
    public init(name: String) { self.name = name }

    /// Adds a case.
    public mutating func add(_ outcome: ReportCase) { cases.append(outcome) }

    /// The document, ended by a line feed.
    public var text: String {
        let counts = [
            ("tests", cases.count), ("failures", cases.filter { $0.weight == .failed }.count),
            ("errors", cases.filter { $0.weight == .broken }.count), ("skipped", 0),
        ]
        let time = cases.map(\.duration).reduce(.zero, +)
        let sums = counts.map { " \($0)=\"\($1)\"" }.joined() + " time=\"\(Self.seconds(time))\""
        let lines =
            ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites name=\"\(Self.escaped(name))\"\(sums)>"]
            + ["  <testsuite name=\"\(Self.escaped(name))\"\(sums)>"] + cases.flatMap(Self.lines)
            + ["  </testsuite>", "</testsuites>"]
        return lines.map { $0 + "\n" }.joined()
    }

    private static func lines(of outcome: ReportCase) -> [String] {
        let head =
            "    <testcase classname=\"\(escaped(outcome.place))\" name=\"\(escaped(outcome.name))\""
            + " time=\"\(seconds(outcome.duration))\""
        guard let message = outcome.message else { return [head + "/>"] }
        let details = escaped(([message] + outcome.details).joined(separator: "\n"))
        let body =
            switch outcome.weight {
            case .passed: "      <system-out>\(details)</system-out>"
            case .failed: element("failure", outcome.kind, message, details)
            case .broken: element("error", outcome.kind, message, details)
            }
        return [head + ">", body, "    </testcase>"]
    }

    private static func seconds(_ duration: Duration) -> Double { (duration / .milliseconds(1)).rounded() / 1_000 }

    private static func element(_ name: String, _ kind: String?, _ message: String, _ details: String) -> String {
        "      <\(name) type=\"\(escaped(kind ?? ""))\" message=\"\(escaped(message))\">\(details)</\(name)>"
    }

    /// `text` as it may stand in a value and in a text. XML 1.0 has no way to write some characters; they are shown as
    /// `\u{…}`.
    private static func escaped(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": shown += "&amp;"
            case "<": shown += "&lt;"
            case ">": shown += "&gt;"
            case "\"": shown += "&quot;"
            case "\n": shown += "\n"
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}":
                shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}
