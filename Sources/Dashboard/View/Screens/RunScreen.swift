import Results

/// One run: what was found, in words; phases and events on one time axis against their budgets; the frames.
///
/// ```
///   ✗ fail  golden-path on local · 2026-01-31T12:00:00.000Z · 331 ms of 5 s · agent
///   tool_completed never came; the run ended with agent_completed 0.31 s after the request
///
///   FINDINGS
///   ✗ missing_event     tool_completed never came; …
///
///   WHERE THE TIME WENT
///   connect           0.4 ms  ▌                                     of 2 s
///   agent_started      50 ms   █████
///
///   FRAMES
///     0.012 s  < text 181 B  {"type":"connection_established",…}
/// ```
struct RunScreen {
    let sight: Sight
    let id: String

    func page() -> Page {
        var page = Page()
        page.scroll = sight.state.scroll
        guard let run = sight.shown.run, run.result.id.description == id else {
            page.list([[.gap(2), Span("the run \(id) is being fetched")]])
            return page
        }
        let result = run.result
        page.head = [title(result), []]
        page.list(
            words(result) + findings(result) + heading("WHERE THE TIME WENT")
                + RunWaterfall(result, width: sight.width, sight.glyphs).rows + frames(run.transcript)
        )
        return page
    }

    private func heading(_ text: String) -> [Row] { [[], [.gap(2), Span(text, .faint)]] }

    private func title(_ result: ProbeResult) -> Row {
        let verdict = result.verdict.rawValue
        let budget = result.sla.total.map { " of \($0.words)" } ?? ""
        let facts = [
            " on \(result.target)", result.startedAt.description, result.duration.words + budget,
            result.attempt > 1 ? "attempt \(result.attempt)" : nil,
            result.failure.map { "look at: \($0.blame.rawValue)" },
        ]
        return [
            .gap(2), Span("\(sight.glyphs.mark(verdict: verdict)) \(verdict)  ", .of(verdict: verdict)),
            Span(result.probe, .bold), Span(facts.compactMap(\.self).joined(separator: sight.glyphs.dot)),
        ]
    }

    private func words(_ result: ProbeResult) -> [Row] {
        guard let failure = result.failure else { return [] }
        return sight.wrapped(failure.detail, .bold, lines: 3)
    }

    private func findings(_ result: ProbeResult) -> [Row] {
        guard !result.findings.isEmpty else { return [[.gap(2), Span("nothing was found")]] }
        return heading("FINDINGS")
            + result.findings.prefix(50).flatMap { finding -> [Row] in
                let verdict = finding.severity == .warn ? "degraded" : finding.severity == nil ? nil : "fail"
                let name: Row = [
                    .gap(2), Span(sight.glyphs.mark(verdict: verdict), .of(verdict: verdict), width: 2),
                    Span(finding.failureClass.rawValue, .of(verdict: verdict), width: 18),
                ]
                let detail = TextWidth.wrapped(
                    finding.detail,
                    to: sight.width - 24,
                    lines: 3,
                    isASCII: sight.glyphs.isASCII
                )
                return detail.enumerated().map {
                    $0.offset == 0 ? name + [Span($0.element)] : [.gap(22), Span($0.element)]
                }
            }
    }

    private func frames(_ transcript: TranscriptLines?) -> [Row] {
        guard let transcript, !transcript.frames.isEmpty else {
            return heading("FRAMES") + [[.gap(2), Span("none are kept of this run")]]
        }
        let rows = transcript.frames.map { frame -> Row in
            let offset = Seconds(.microseconds(Int64(max(0, min(1e9, frame.offset)) * 1e6))).duration.words
            // A frame is as long as a server likes; the row is not.
            let payload = String(frame.payload.unicodeScalars.prefix(Grid.most.width))
            return [
                .gap(2), Span(offset, .faint, width: 9, isRight: true), Span(frame.isSent ? "  > " : "  < ", .bold),
                Span("\(frame.opcode) \(frame.size) B  ", .faint), Span(payload),
            ]
        }
        let more: [Row] = transcript.isTruncated ? [[.gap(2), Span("more came than is kept", .faint)]] : []
        return heading("FRAMES") + rows + more
    }
}
