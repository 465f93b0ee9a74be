import Results

/// What can be pressed, and what the signs mean.
///
/// ```
///   j k, arrows       one line down, up           r     run the probe now
///   Enter, l, right   open                        /     filter
/// ```
struct HelpScreen {
    let sight: Sight

    private static let keys = [
        ("j k, arrows", "one line down, up"), ("space, PgUp, PgDn", "a page"),
        ("g G, Home, End", "to the first, the last"),
        ("Enter, l, right", "open what is chosen"), ("Esc, h, left", "back"), ("a, Tab", "alerts"),
        ("r", "run the probe now"), ("/", "filter by name, target, state or class"),
        ("o", "sort: problems, name, slowest, changed"), ("p", "freeze the picture, and go on"),
        ("Ctrl-L", "draw anew"), ("Ctrl-Z", "leave the screen; probing goes on"), ("?", "this help"),
        ("q, Ctrl-C", "quit"),
    ]

    func page() -> Page {
        var page = Page()
        page.scroll = sight.state.scroll
        let glyphs = sight.glyphs
        let states: [Row] = ProbeState.allCases.map { state in
            [
                .gap(2), Span(glyphs.mark(state), .of(state), width: 2), Span(state.rawValue, .of(state), width: 10),
                Span(words(state)),
            ]
        }
        let bar = LatencyBar.span(0.7, width: 10, glyphs)
        let signs: [Row] = [
            [.gap(2), bar, Span("  the last run against its budget: 70 % of it; ! when it took longer")],
            [.gap(2)] + Sparkline.spans(Self.sample, width: 10, glyphs)
                + [Span("  the last runs, oldest first: how long each took, and which failed")],
        ]
        page.list(Self.keys.map { [.gap(2), Span($0.0, .bold, width: 20), Span($0.1)] } + [[]] + states + [[]] + signs)
        return page
    }

    private static let sample = [1.0, 2, 1, 3, 2, 4, 2, 8, 1, 1].enumerated().map { index, value in
        ProbeStatus.Recent(
            id: "",
            verdict: index == 8 ? "fail" : "pass",
            duration: .init(.milliseconds(Int(value))),
            at: nil
        )
    }

    private func words(_ state: ProbeState) -> String {
        switch state {
        case .down: "the last cycle failed"
        case .degraded: "the last cycle passed, and something was found"
        case .unknown: "no run yet, or the monitor could not do its job"
        case .paused: "not run for the time being"
        case .up: "the last cycle passed"
        }
    }
}
