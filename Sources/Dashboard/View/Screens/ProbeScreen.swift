import Results

/// One probe: how it stands, how long its parts take over the kept results, and its last runs.
///
/// ```
///   ✗ golden-path on local · journey · agent-run · every 15 s, within 10 s
///   down since 3 m · last run 4 s ago · next in 11 s
///   tool_completed never came; the run ended with agent_completed 0.31 s after the request
///
///   PHASE              p50     p95     p99     EVENT              p50     p95     p99
///   connect         0.4 ms  0.6 ms  0.9 ms     agent_started    50 ms   61 ms   80 ms
///
///   failed: missing_event 3, stalled 1
///   RUNS
///   12:00:00 ✗ fail           331 ms █░░░░░ missing_event  tool_completed never came
/// ```
struct ProbeScreen {
    let sight: Sight
    let name: String

    private var probe: ProbeStatus? { sight.shown.probe(name) }
    private var detail: ProbeDetail? {
        guard let detail = sight.shown.detail, detail.name == name else { return nil }
        return detail
    }

    func page() -> Page {
        var page = Page()
        let results = sight.shown.results
        page.head = heading + [[]] + table + failures + [[.gap(2), Span("RUNS", .faint)]]
        if results.isEmpty {
            page.list([[.gap(2), Span("no run is kept yet; r runs it now")]])
        } else {
            let selected = results.firstIndex { $0.id.description == sight.state.selectedRun } ?? 0
            page.count = results.count
            page.row = { row(results[$0], isSelected: $0 == selected) }
            page.selected = selected
        }
        return page
    }

    private var heading: [Row] {
        guard let probe else { return [[.gap(2), Span("\(name): this monitor knows no such probe (any more)")]] }
        let dot = sight.glyphs.dot
        var title: Row = [.gap(2), Span("\(sight.glyphs.mark(probe.state)) ", .of(probe.state)), Span(name, .bold)]
        let facts = [
            probe.target.map { "on \($0)" }, probe.kind, detail?.contract,
            (detail?.every ?? probe.every).map { "every \($0.duration.words)" },
            detail?.timeout.map { "within \($0.duration.words)" },
        ]
        title.append(Span(" " + facts.compactMap(\.self).joined(separator: dot)))
        var state: Row = [.gap(2), Span(probe.state.rawValue, .of(probe.state))]
        var times = ""
        if probe.since != nil { times += " since \(sight.since(probe.since))" }
        if probe.lastRun != nil { times += "\(dot)last run \(sight.since(probe.lastRun)) ago" }
        if probe.running == true {
            times += "\(dot)runs now"
        } else if probe.nextRun != nil {
            times += "\(dot)next in \(sight.until(probe.nextRun))"
        }
        if let share = probe.share, let budget = probe.budget, let took = probe.duration?.duration {
            times += "\(dot)\(took.words) of \(budget.words) "
            state += [Span(times), LatencyBar.span(share, width: 10, sight.glyphs)]
        } else {
            state.append(Span(times))
        }
        let why = probe.failure.map { sight.wrapped($0.detail ?? $0.class, lines: 2) } ?? []
        return [title, state] + why
    }

    /// Phases on the left, events on the right.
    private var table: [Row] {
        let phases = Phase.allCases.compactMap { phase in
            detail?.phases?[phase.rawValue].map { (phase.rawValue, $0) }
        }
        let events = (detail?.events ?? [:]).sorted { one, other in
            let (left, right) = (one.value.p50?.value ?? 0, other.value.p50?.value ?? 0)
            return left == right ? one.key < other.key : left < right
        }
        guard !phases.isEmpty || !events.isEmpty else { return [] }
        let half = max(20, (sight.width - 4) / 2)
        // The runs keep half of the screen.
        let most = max(2, sight.height / 2 - 4)
        let left = column("PHASE", phases.map { ($0.0, $0.1) }, half, most)
        let right = column("EVENT", events.map { ($0.key, $0.value) }, half, most)
        let rows = (0..<max(left.count, right.count)).map { index -> Row in
            let blank: Row = [.gap(half)]
            return [.gap(2)] + (index < left.count ? left[index] : blank) + (index < right.count ? right[index] : blank)
        }
        return rows + [[]]
    }

    private func column(_ title: String, _ values: [(String, ProbeDetail.Spread)], _ width: Int, _ most: Int) -> [Row] {
        let isFull = width >= 52
        let (cell, gap) = isFull ? (9, 5) : (7, 1)
        let names = max(6, width - (isFull ? 4 : 3) * cell - gap)
        func cells(_ name: String, _ values: [String], _ style: Style) -> Row {
            [Span(name, style, width: names)]
                + values.flatMap { [Span($0, style, width: cell, isRight: true)] } + [.gap(gap)]
        }
        let titles = ["p50", "p95", "p99"] + (isFull ? ["max"] : [])
        var rows = [cells(title, titles, .faint)]
        for (name, spread) in values.prefix(most) {
            let times = [spread.p50, spread.p95, spread.p99] + (isFull ? [spread.max] : [])
            rows.append(cells(name, times.map { $0?.duration.words ?? "" }, .plain))
        }
        if values.count > most {
            rows[most] = cells("\(sight.glyphs.more) \(values.count - most + 1) more", titles.map { _ in "" }, .faint)
        }
        return rows
    }

    private var failures: [Row] {
        let counts = (detail?.failures ?? [:]).filter { $0.value > 0 }
            .sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
        guard !counts.isEmpty else { return [] }
        let text = counts.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return [[.gap(2), Span("failed: "), Span(text, .of(.down))]]
    }

    private func row(_ result: ProbeResult, isSelected: Bool) -> Row {
        let verdict = result.verdict.rawValue
        let share = result.sla.total.map { result.duration / $0 }
        let found = result.failure?.failureClass.rawValue ?? result.findings.first?.failureClass.rawValue ?? ""
        let detail = result.failure?.detail ?? result.findings.first?.detail ?? ""
        let attempt = result.attempt > 1 ? "attempt \(result.attempt) " : ""
        return [
            Span(isSelected ? "> " : "  "), Span(Words.clock(result.startedAt)), .gap(1),
            Span(sight.glyphs.mark(verdict: verdict), .of(verdict: verdict), width: 2),
            Span(verdict, .of(verdict: verdict), width: 12), Span(result.duration.words, width: 8, isRight: true),
            .gap(1),
            LatencyBar.span(share, width: sight.isWide ? 12 : 6, sight.glyphs), .gap(1),
            Span(found, .of(verdict: verdict), width: found.isEmpty ? 0 : 16), .gap(1), Span(attempt + detail, .faint),
        ]
    }
}
