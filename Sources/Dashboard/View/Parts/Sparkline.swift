import Results

/// The last runs, oldest first, each a column: its height is its duration, a failed one is marked.
///
/// ```
/// ▁▂▁▁✗▁▃▂
/// ```
enum Sparkline {
    static func spans(_ recent: [ProbeStatus.Recent], width: Int, _ glyphs: Glyphs) -> Row {
        guard width > 0 else { return [] }
        let shown = recent.suffix(width)
        let longest = shown.compactMap { $0.duration?.value }.max() ?? 0
        var row: Row = [.gap(width - shown.count)]
        for run in shown {
            let (text, style) = sign(run, longest, glyphs)
            if row.count > 1, row[row.count - 1].style == style {
                row[row.count - 1].text.append(text)
            } else {
                row.append(Span(String(text), style))
            }
        }
        return row
    }

    private static func sign(_ run: ProbeStatus.Recent, _ longest: Double, _ glyphs: Glyphs) -> (Character, Style) {
        if run.verdict == "fail" { return (glyphs.isASCII ? "x" : "✗", .of(.down)) }
        if run.verdict == "inconclusive" { return ("?", .of(.unknown)) }
        let steps = glyphs.steps
        let share = longest > 0 ? (run.duration?.value ?? 0) / longest : 0
        let step = steps[max(0, min(steps.count - 1, Int((share * Double(steps.count - 1)).rounded())))]
        return (step, run.verdict == "degraded" ? .of(.degraded) : .plain)
    }
}
