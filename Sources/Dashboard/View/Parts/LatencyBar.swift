/// A time against its budget: `███████░░░`, full when all of it was taken.
enum LatencyBar {
    static func span(_ share: Double?, width: Int, _ glyphs: Glyphs) -> Span {
        guard width > 0 else { return Span("", width: 0) }
        guard let share, share.isFinite else { return .gap(width) }
        let filled = min(width, max(share > 0 ? 1 : 0, Int((min(share, 1) * Double(width)).rounded())))
        let text =
            String(repeating: glyphs.full, count: filled) + String(repeating: glyphs.empty, count: width - filled)
        return Span(text, style(share), width: width)
    }

    static func style(_ share: Double?) -> Style {
        guard let share else { return .plain }
        return share > 1 ? .of(.down) : share > 0.8 ? .of(.degraded) : .of(.up)
    }
}
