import Results
import Transport

/// What a screen is made of: the state, the moment, and what the terminal can show.
struct Sight {
    let state: DashboardState
    let now: Instant
    let glyphs: Glyphs
    let width: Int
    let height: Int

    var shown: Snapshot { state.shown }
    /// The monitor's clock at the moment that is shown.
    var time: WallTime? { shown.time(at: state.moment(now)) }
    /// Whether there is room for more than the necessary.
    var isWide: Bool { width >= 120 }

    func since(_ instant: WallTime?) -> String { Words.between(instant, time).map { Words.age($0) } ?? "" }

    /// How soon; `now` when it is due.
    func until(_ instant: WallTime?) -> String {
        guard let rest = Words.between(time, instant) else { return "" }
        return rest < .seconds(1) ? "now" : Words.age(rest)
    }

    /// A text on as many rows as it needs, and at most `lines`.
    func wrapped(_ text: String, _ style: Style = .plain, indent: Int = 2, lines: Int) -> [Row] {
        TextWidth.wrapped(text, to: width - indent - 1, lines: lines, isASCII: glyphs.isASCII)
            .map { [.gap(indent), Span($0, style)] }
    }
}
