import Results

/// Every probe on a line, problems first.
///
/// ```
///     STATE     PROBE          VERDICT          LATENCY        RECENT   SINCE NEXT
///   ✗ down      golden-path    missing_event    █░░░░░  331 ms ▁▂▁▁✗✗✗✗   3 m 12 s
/// > ✓ up        two            pass             █░░░░░   52 ms ▁▁▁▂▁▁▁▁   2 h  4 s
///
///   two: everything is in order
/// ```
struct OverviewScreen {
    /// The widths of the columns; 0 leaves one out.
    private struct Columns {
        var name: Int
        var target: Int
        var verdict: Int
        var bar: Int
        var latency: Int
        var recent: Int
        var detail: Int
    }

    let sight: Sight
    private let columns: Columns
    private let probes: [ProbeStatus]
    /// Whether somebody can choose a probe.
    private let showsChoice: Bool

    init(_ sight: Sight, showsChoice: Bool = true) {
        self.sight = sight
        self.showsChoice = showsChoice
        probes = sight.state.listed
        if sight.isWide {
            let detail = max(0, sight.width - 156)
            columns = Columns(name: 26, target: 14, verdict: 18, bar: 12, latency: 18, recent: 30, detail: detail)
        } else {
            let name = max(8, min(26, sight.width - 67))
            columns = Columns(name: name, target: 0, verdict: 16, bar: 6, latency: 7, recent: 8, detail: 0)
        }
    }

    func page() -> Page {
        var page = Page()
        let selected = sight.state.selected
        page.head = [titles]
        page.count = probes.count
        page.row = { row(probes[$0], isSelected: showsChoice && probes[$0].name == selected?.name) }
        page.selected = probes.firstIndex { $0.name == selected?.name } ?? 0
        if probes.isEmpty { page.list(emptiness) }
        page.foot = [[]] + detail(selected)
        return page
    }

    private var titles: Row {
        let style = Style.faint
        return [
            .gap(4), Span("STATE", style, width: 10), Span("PROBE", style, width: columns.name), .gap(1),
            Span("TARGET", style, width: columns.target), .gap(columns.target > 0 ? 1 : 0),
            Span("VERDICT", style, width: columns.verdict), .gap(1),
            Span(sight.isWide ? "LATENCY AGAINST BUDGET" : "LATENCY", style, width: columns.bar + 1 + columns.latency),
            .gap(1), Span("RECENT", style, width: columns.recent), .gap(1),
            Span("SINCE", style, width: 5, isRight: true),
            .gap(1), Span("NEXT", style, width: 5, isRight: true), .gap(2), Span("WHY", style, width: columns.detail),
        ]
    }

    private func row(_ probe: ProbeStatus, isSelected: Bool) -> Row {
        let glyphs = sight.glyphs
        let why = probe.verdict == "fail" ? probe.failure?.class ?? "fail" : probe.verdict ?? "none yet"
        let isSlow = (probe.share ?? 0) > 1
        var row: Row = [
            Span(isSelected ? "> " : "  "), Span(glyphs.mark(probe.state), .of(probe.state), width: 2),
            Span(probe.state.rawValue, .of(probe.state), width: 10), Span(probe.name, .bold, width: columns.name),
            .gap(1),
            Span(probe.target ?? "", width: columns.target), .gap(columns.target > 0 ? 1 : 0),
            Span(why, .of(verdict: probe.verdict), width: columns.verdict), .gap(1),
            LatencyBar.span(probe.share, width: columns.bar, glyphs), Span(isSlow ? "!" : " ", .of(.down)),
            Span(latency(probe), width: columns.latency, isRight: true), .gap(1),
        ]
        row += Sparkline.spans(probe.recent ?? [], width: columns.recent, glyphs)
        row += [
            .gap(1), Span(sight.since(probe.since), width: 5, isRight: true), .gap(1),
            Span(next(probe), width: 5, isRight: true), .gap(2),
            Span(probe.failure?.detail ?? "", .faint, width: columns.detail),
        ]
        return row
    }

    private func latency(_ probe: ProbeStatus) -> String {
        guard let duration = probe.duration?.duration else { return "" }
        guard sight.isWide, let budget = probe.budget else { return duration.words }
        return "\(duration.words) of \(budget.words)"
    }

    private func next(_ probe: ProbeStatus) -> String {
        probe.running == true ? "runs" : probe.state == .paused ? "" : sight.until(probe.nextRun)
    }

    private var emptiness: [Row] {
        guard sight.shown.status != nil else {
            return [[.gap(2), Span("nothing is known of this monitor yet")]]
        }
        let filter = sight.state.filter
        let text = filter.isEmpty ? "this monitor has no probes" : "no probe matches /\(filter); Esc shows all"
        return [[.gap(2), Span(text)]]
    }

    /// What the chosen probe has to say.
    private func detail(_ probe: ProbeStatus?) -> [Row] {
        guard let probe else { return [] }
        guard let failure = probe.failure else {
            return [
                [
                    .gap(2), Span("\(probe.name): ", .bold),
                    Span(probe.verdict == nil ? "no run yet" : "nothing to report"),
                ]
            ]
        }
        let blame = failure.blame.map { "; look first at: \($0)" } ?? ""
        return sight.wrapped("\(probe.name): \(failure.detail ?? failure.class)\(blame)", lines: 2)
    }
}
