import Results
import Transport

/// Draws the state; pure. Two lines at the top and one at the bottom are the same on every screen:
///
/// ```
/// quintet 1.0.0 · 127.0.0.1:9555                            stale for 12 s
/// 1 down · 2 up · alerts: 1 firing, 0 pending
/// …
/// Enter open  r run  / filter  o sort  p freeze  a alerts  ? help  q quit
/// ```
enum DashboardView {
    /// A picture, and how far its list can be scrolled.
    struct Picture {
        var grid: Grid
        var scrollLimit: Int
    }

    static func draw(_ state: DashboardState, at now: Instant, isASCII: Bool) -> Picture {
        var canvas = Canvas(width: state.width, height: state.height, isASCII: isASCII)
        let (width, height) = (canvas.grid.width, canvas.grid.height)
        let glyphs = Glyphs(isASCII: isASCII)
        let sight = Sight(state: state, now: now, glyphs: glyphs, width: width, height: height)
        let frame = FrameRows(sight: sight)
        canvas.draw(frame.title, at: 0)
        canvas.draw(frame.counts, at: 1)
        let page =
            switch state.screen {
            case .overview: OverviewScreen(sight).page()
            case .probe(let name): ProbeScreen(sight: sight, name: name).page()
            case .run(let id): RunScreen(sight: sight, id: id).page()
            case .alerts: AlertsScreen(sight: sight).page()
            case .help: HelpScreen(sight: sight).page()
            }
        let limit = page.draw(on: &canvas, top: 2, bottom: height - 1, glyphs)
        if height > 2 { canvas.draw(frame.keys, at: height - 1) }
        // Last, over everything else: whether what is shown is true any more is seen at any size.
        canvas.drawRight(frame.freshness, at: 0)
        return Picture(grid: canvas.grid, scrollLimit: limit)
    }
}
