import Results

/// Phases and events of a run on one time axis, one a row, with the budget that each had.
struct RunWaterfall {
    private struct Bar {
        let name: String
        let start: Duration
        let took: Duration
        let budget: Duration?
        /// What the budget counts, where it is not the bar's own length.
        let measured: Duration
    }

    private static let mostRows = 500

    private let bars: [Bar]
    private let total: Duration
    private let width: Int
    private let glyphs: Glyphs

    init(_ result: ProbeResult, width: Int, _ glyphs: Glyphs) {
        self.width = width
        self.glyphs = glyphs
        var bars: [Bar] = []
        var now = Duration.zero
        for (phase, took) in result.phases.inOrder where Self.isBeforeRequest(phase) {
            let budget = phase == .connect ? result.sla.connect : phase == .welcome ? result.sla.welcome : nil
            bars.append(Bar(name: phase.rawValue, start: now, took: took, budget: budget, measured: took))
            now += took
        }
        for (index, event) in result.events.prefix(Self.mostRows).enumerated() {
            let tool = event.tool.map { " \($0)" } ?? ""
            let budget = result.sla.events[event.event] ?? (index == 0 ? result.sla.firstEvent : nil)
            let bar = Bar(
                name: event.event + tool,
                start: now + event.at - event.gap,
                took: event.gap,
                budget: budget ?? result.sla.gap,
                measured: budget == nil ? event.gap : event.at
            )
            bars.append(bar)
        }
        self.bars = bars
        total = bars.map { $0.start + $0.took }.max() ?? .zero
    }

    private static func isBeforeRequest(_ phase: Phase) -> Bool {
        switch phase {
        case .login, .dns, .connect, .tls, .upgrade, .welcome, .handshake: true
        case .firstEvent, .run, .close: false
        }
    }

    var rows: [Row] {
        guard !bars.isEmpty else { return [[.gap(2), Span("nothing was reached")]] }
        let names = max(12, min(34, width / 4))
        let cells = max(4, width - names - 30)
        return bars.map { bar in
            let isLate = bar.budget.map { bar.measured > $0 } ?? false
            let budget = bar.budget.map { "\(isLate ? "! of" : "of") \($0.words)" } ?? ""
            return [
                .gap(2), Span(bar.name, width: names), Span(bar.took.words, width: 9, isRight: true), .gap(1),
                .gap(offset(bar, cells)), Span(text(bar, cells), isLate ? .of(.down) : Style(color: .cyan)),
                .gap(cells - offset(bar, cells) - text(bar, cells).count), .gap(1),
                Span(budget, isLate ? .of(.down) : .faint, width: 14, isRight: true),
            ]
        }
    }

    /// In whole cells; what took any time at all is seen.
    private func text(_ bar: Bar, _ cells: Int) -> String {
        guard total > .zero, bar.took > .zero else { return "" }
        let length = Int((bar.took / total * Double(cells)).rounded())
        return String(repeating: glyphs.full, count: max(1, min(cells - offset(bar, cells), length)))
    }

    private func offset(_ bar: Bar, _ cells: Int) -> Int {
        guard total > .zero else { return 0 }
        return max(0, min(cells - 1, Int(max(0, min(1, bar.start / total)) * Double(cells))))
    }
}
