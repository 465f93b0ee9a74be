import Probes
import Results

/// Prints runs as they come. Standard output is for whoever reads the format; everything else goes to standard error.
struct RunPrinter {
    private let format: OutputFormat
    private let style: TextStyle
    private let isVerbose: Bool
    private let isStrict: Bool
    private let isNumbered: Bool
    private var junit = JUnitReport(name: "quintet probe")
    private var tap = TAPReport()
    private var isFirst = true
    /// Whether the latest run is told at length.
    private var isLong = false
    private var numbers: [String: Int] = [:]
    private var summary = RunSummary()

    /// A printer of runs of which each probe has one, or several where they are numbered.
    init(_ format: OutputFormat, style: TextStyle, isVerbose: Bool, isStrict: Bool, isNumbered: Bool) {
        self.format = format
        self.style = style
        self.isVerbose = isVerbose
        self.isStrict = isStrict
        self.isNumbered = isNumbered
    }

    /// What comes before the first run.
    func begin() throws(OutputError) {
        if format == .tap { try Output.text(TAPReport.head) }
    }

    /// Prints one run; its frames before it, where they are asked for.
    mutating func print(_ run: RecordedRun) throws {
        summary.add(run.result)
        if format == .text { try separate(run.result) }
        if isVerbose {
            let frames = FrameListing(run, isASCII: style.isASCII).text
            switch format {
            case .text: try Output.text(frames)
            case .github: Output.note(GitHubReport.harmless(frames))
            case .json, .junit, .tap: Output.note(frames)
            }
        }
        switch format {
        case .text:
            let text = ResultText(run.result, style: style)
            try Output.text(isLong ? text.text : text.head)
        case .json: try Output.line(run.result.json())
        case .junit: junit.add(outcome(run.result))
        case .tap: try Output.text(tap.lines(of: outcome(run.result)))
        case .github: try Output.text(GitHubReport.line(of: outcome(run.result)))
        }
    }

    /// Of many runs those that passed have a line each; what is told at length is set apart.
    private mutating func separate(_ result: ProbeResult) throws(OutputError) {
        let wasLong = isLong
        isLong = isVerbose || !isNumbered || result.verdict != .pass
        if !isFirst, isLong || wasLong { try Output.text("\n") }
        isFirst = false
    }

    /// Prints what comes after the last run.
    func end() throws(OutputError) {
        switch format {
        case .text, .json, .github: break
        case .junit: try Output.text(junit.text)
        case .tap: try Output.text(tap.end)
        }
        guard isNumbered else { return }
        if format == .text { try Output.text(summary.text) } else { Output.note(summary.text) }
    }

    private mutating func outcome(_ result: ProbeResult) -> ReportCase {
        let name = "\(result.probe) \(result.user ?? "")"
        numbers[name, default: 0] += 1
        return ReportCase(result, number: isNumbered ? numbers[name] : nil, isStrict: isStrict)
    }
}
