public import Results

/// What `quintet probe` prints of a run: the verdict and why, a waterfall, what else was found, and the ids by which
/// the run is found elsewhere.
///
/// ```
/// FAIL golden-path on local, 0.33 s
///   missing_event: tool_completed never came; the run ended with agent_completed
///   0.31 s after the request
///   look first: agent
/// ```
public struct ResultText: Sendable {
    /// Findings beyond these are counted; the JSON has them all.
    private static let mostFindings = 20

    private let result: ProbeResult
    private let style: TextStyle
    private let paint: Paint

    /// The text of `result` for a place of this `style`.
    public init(_ result: ProbeResult, style: TextStyle = TextStyle()) {
        self.result = result
        self.style = style
        paint = Paint(isColoured: style.isColoured)
    }

    /// The lines, each ended by a line feed.
    public var text: String { (lines + waterfall + others + ids).map { $0 + "\n" }.joined() }

    /// Verdict and reason alone, each line ended by a line feed.
    public var head: String { lines.map { $0 + "\n" }.joined() }

    private var lines: [String] {
        let who = result.user.map { " as \($0)" } ?? ""
        let attempt = result.attempt > 1 ? ", attempt \(result.attempt)" : ""
        let what = plain("\(result.probe) on \(result.target)\(who), \(result.duration.words)\(attempt)")
        let line = "\(paint(result.verdict.word, result.verdict.tone, .bold)) \(what)"
        guard let failure = result.failure else { return [line] }
        return [line] + paragraph("\(failure.failureClass.rawValue): \(failure.detail)")
            + ["  look first: \(failure.blame.rawValue)"]
    }

    private var waterfall: [String] {
        let lines = Waterfall(result, style).lines
        return lines.isEmpty ? [] : [""] + lines
    }

    /// The findings besides the one that the verdict names.
    private var others: [String] {
        var rest = result.findings
        if let failure = result.failure, let primary = rest.firstIndex(where: { Failure($0) == failure }) {
            rest.remove(at: primary)
        }
        guard !rest.isEmpty else { return [] }
        let lines = rest.prefix(Self.mostFindings).flatMap { finding in
            let weight = finding.severity?.rawValue ?? "note"
            return paragraph("\(weight) \(finding.failureClass.rawValue): \(finding.detail)")
        }
        let more = rest.count - Self.mostFindings
        return [""] + lines + (more > 0 ? ["  and \(more) more \(more == 1 ? "finding" : "findings")"] : [])
    }

    private var ids: [String] {
        let facts: [(String, String?)] = [
            ("result", result.id.description), ("run", result.ids.run), ("thread", result.ids.thread),
            ("connection", result.ids.connection), ("trace", result.ids.trace), ("peer", result.peer),
        ]
        let known = facts.compactMap { name, id in id.map { "\(name) \(plain($0))" } }
        return [""] + PlainText.wrappedItems(known, to: style.width - 2).map { "  " + paint($0, .faint) }
    }

    private func plain(_ text: String) -> String { PlainText.of(text, isASCII: style.isASCII) }

    private func paragraph(_ text: String) -> [String] {
        PlainText.wrapped(plain(text), to: style.width - 2).map { "  " + $0 }
    }
}

extension PlainText {
    /// The items, side by side on as few lines as they fit on.
    fileprivate static func wrappedItems(_ items: [String], to width: Int) -> [String] {
        var lines: [String] = []
        for item in items {
            if let last = lines.last, last.count + 2 + item.count <= width {
                lines[lines.count - 1] = "\(last)  \(item)"
            } else {
                lines.append(item)
            }
        }
        return lines
    }
}

extension Verdict {
    /// The verdict as people shout it.
    var word: String {
        switch self {
        case .pass: "PASS"
        case .degraded: "DEGRADED"
        case .fail: "FAIL"
        case .inconclusive: "INCONCLUSIVE"
        }
    }

    var tone: Paint.Tone {
        switch self {
        case .pass: .green
        case .degraded: .yellow
        case .fail: .red
        case .inconclusive: .magenta
        }
    }
}
