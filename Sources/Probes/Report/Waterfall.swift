internal import Results

/// Phases and events of a run on one time axis, one a line:
///
/// ```
///   upgrade           2.1 ms  ▏
///   agent_started      50 ms  █████
///   agent_thinking    0.10 s       ██████████
/// ```
struct Waterfall {
    /// A part of the run.
    private struct Span {
        let name: String
        let start: Duration
        let took: Duration
    }

    /// Runs with more parts show the first and the last of them.
    private static let mostLines = 40
    private static let lastLines = 5
    /// Columns that are neither name nor bar.
    private static let margins = 14

    private let spans: [Span]
    private let total: Duration
    private let style: TextStyle

    init(_ result: ProbeResult, _ style: TextStyle) {
        self.style = style
        var spans: [Span] = []
        var now = Duration.zero
        for (phase, took) in result.phases.inOrder where Self.isBeforeRequest(phase) {
            spans.append(Span(name: phase.rawValue, start: now, took: took))
            now += took
        }
        let agents = Set(result.events.map(\.agent))
        for event in result.events {
            let name = Self.name(of: event, withAgent: agents.count > 1, isASCII: style.isASCII)
            spans.append(Span(name: name, start: now + event.at - event.gap, took: event.gap))
        }
        self.spans = spans
        total = spans.map { $0.start + $0.took }.max() ?? .zero
    }

    /// The lines, without colours; none where nothing was reached.
    var lines: [String] {
        guard !spans.isEmpty else { return [] }
        let longest = spans.map(\.name.count).max() ?? 0
        // The bars keep ten columns, whatever the names want.
        let names = min(longest, 30, style.width - Self.margins - 10)
        let cells = style.width - Self.margins - names
        let lines = spans.map { span in
            let name = PlainText.fitted(span.name, to: names, ellipsis: style.isASCII ? ".." : "…")
            let took = PlainText.fitted(span.took.words, to: 9, isRight: true)
            return trimmed("  \(name) \(took)  \(bar(span, cells: cells))")
        }
        guard lines.count > Self.mostLines else { return lines }
        let head = lines.prefix(Self.mostLines - Self.lastLines)
        let dots = style.isASCII ? "..." : "…"
        return head + ["  \(dots) \(lines.count - Self.mostLines) more"] + lines.suffix(Self.lastLines)
    }

    private static func isBeforeRequest(_ phase: Phase) -> Bool {
        switch phase {
        case .login, .dns, .connect, .tls, .upgrade, .welcome, .handshake: true
        case .firstEvent, .run, .close: false
        }
    }

    private static func name(of event: EventRecord, withAgent: Bool, isASCII: Bool) -> String {
        let tool = event.tool.map { " \($0)" } ?? ""
        let agent = withAgent ? event.agent.map { "\($0): " } ?? "" : ""
        return PlainText.of("\(agent)\(event.event)\(tool)", isASCII: isASCII)
    }

    /// The span's part of the axis: from a whole cell, its length in eighths of one where the terminal can show them.
    /// What took any time at all is seen.
    private func bar(_ span: Span, cells: Int) -> String {
        guard total > .zero, span.took > .zero else { return "" }
        let start = min(cells - 1, Int(span.start / total * Double(cells)))
        let length = Int((span.took / total * Double(cells) * 8).rounded())
        let eighths = max(1, min((cells - start) * 8, length))
        let offset = String(repeating: " ", count: start)
        guard !style.isASCII else { return offset + String(repeating: "#", count: (eighths + 7) / 8) }
        let part = eighths % 8 == 0 ? "" : String(Self.blocks[eighths % 8 - 1])
        return offset + String(repeating: "█", count: eighths / 8) + part
    }

    private static let blocks: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    private func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}
