import Results

/// What stands on every screen: whose probes these are, whether what is shown is fresh, how many are how, and the keys.
struct FrameRows {
    let sight: Sight

    var title: Row {
        let version = sight.shown.status?.version.map { " \($0)" } ?? ""
        return [Span("quintet\(version)", .bold), Span("\(sight.glyphs.dot)\(sight.state.address)")]
    }

    /// `live`, `stale for 12 s`, `frozen for 3 s`.
    var freshness: Row {
        let state = sight.state
        if let frozen = state.frozen {
            let stale = frozen.staleness.map { ", stale for \(Words.age($0))" } ?? ""
            return [Span(" frozen for \(Words.age(frozen.at.duration(to: sight.now)))\(stale) ", .bold.selected)]
        }
        guard let staleness = state.link.staleness(at: sight.now) else {
            return [Span(" live \(Words.clock(sight.time)) UTC ", .of(.up))]
        }
        let words = state.link.lastHeard == nil ? "no answer for" : "stale for"
        return [Span(" \(words) \(Words.age(staleness)) ", Style.of(.down).selected)]
    }

    var counts: Row {
        if let loss = sight.state.link.loss {
            return [Span("\(loss); trying again", .of(.down))]
        }
        guard let status = sight.shown.status else { return [Span("asking for the status")] }
        var row = troubles(status)
        for state in ProbeState.allCases {
            let count = status.probes.count { $0.state == state }
            guard count > 0 else { continue }
            if !row.isEmpty { row.append(Span(sight.glyphs.dot)) }
            row.append(Span("\(count) \(state.rawValue)", .of(state)))
        }
        let (firing, pending) = (status.alerts?.firing ?? 0, status.alerts?.pending ?? 0)
        row.append(Span("\(row.isEmpty ? "" : sight.glyphs.dot)alerts: "))
        row.append(Span("\(firing) firing", firing > 0 ? .of(.down) : .plain))
        row.append(Span(", \(pending) pending", pending > 0 ? .of(.degraded) : .plain))
        return row
    }

    /// What is wrong with the monitor itself: first, for it may be why the rest is not to be trusted.
    private func troubles(_ status: MonitorStatus) -> Row {
        var words: [String] = []
        if let error = status.configuration?.error { words.append("configuration: \(error)") }
        if status.store?.healthy == false { words.append("history: \(status.store?.error ?? "not written")") }
        guard !words.isEmpty else { return [] }
        // The counts keep their place beside it.
        let text = TextWidth.fitted(
            words.joined(separator: sight.glyphs.dot),
            to: max(10, sight.width / 3),
            isASCII: sight.glyphs.isASCII
        )
        return [Span(text, .of(.degraded))]
    }

    var keys: Row {
        let state = sight.state
        if state.isEditingFilter {
            return [Span("/\(state.filter)_", .bold), Span("   Enter keeps the filter, Esc drops it", .faint)]
        }
        if let notice = state.notice { return [Span(notice.text, .bold)] }
        let filter: Row = state.filter.isEmpty ? [] : [Span("/\(state.filter)  ", .bold)]
        let keys =
            switch state.screen {
            case .overview: "Enter open  r run  / filter  o sort  p freeze  a alerts  ? help  q quit"
            case .probe: "Enter open run  r run now  p freeze  Esc back  a alerts  ? help  q quit"
            case .run: "j k scroll  r run again  Esc back  a alerts  ? help  q quit"
            case .alerts: "Enter open run  p freeze  Esc back  ? help  q quit"
            case .help: "Esc back  q quit"
            }
        return filter + [Span(keys, .faint)]
    }
}
