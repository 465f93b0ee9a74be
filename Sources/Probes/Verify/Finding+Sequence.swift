internal import Results

/// What the events of a run did wrong, in words. Every sentence stands alone: it is all that a pager shows.
extension Finding {
    static func outOfOrder(_ event: String, after: String, at: Duration, lead: Duration) -> Finding {
        var finding = Finding(
            .outOfOrder,
            at: at,
            detail: "\(event) came \(lead.words) before \(after), which has to come first"
        )
        finding.event = event
        finding.after = after
        return finding
    }

    /// - Parameter missing: all events that never came, at least one.
    static func missing(_ missing: [String], end: RunEnd, at: Duration) -> Finding {
        var finding = Finding(
            .missingEvent,
            at: at,
            detail: "\(list(missing)) never came; the run ended with \(end.name) \(at.words) after the request"
        )
        finding.event = missing.first
        return finding
    }

    /// The later half of a pair without the earlier one.
    static func stray(_ event: String, of opener: String, by field: String, key: String?, at: Duration) -> Finding {
        let what = key.map { "\(event) of \($0)" } ?? event
        var finding = Finding(.unpairedTool, at: at, detail: "\(what) came without an open \(opener)")
        finding.event = event
        finding.tool = field == FieldFamily.tool.name ? key : nil
        return finding
    }

    /// The earlier half of a pair without the later one.
    static func leftOpen(
        _ event: String,
        _ closer: String,
        by field: String,
        key: String?,
        since: Duration,
        at: Duration
    ) -> Finding {
        let what = key.map { "\(event) of \($0)" } ?? event
        var finding = Finding(
            .unpairedTool,
            at: at,
            detail: "\(what), \(since.words) after the request, never got its \(closer)"
        )
        finding.event = event
        finding.tool = field == FieldFamily.tool.name ? key : nil
        return finding
    }

    static func duplicate(
        _ event: String,
        _ repetition: SeenEvents.Repetition,
        isTerminal: Bool,
        at: Duration
    ) -> Finding {
        let why =
            switch repetition {
            case .sameID(let id): "its event_id \(id) was there before"
            case .sameAgent(let agent?): "\(agent) sent it before, and may once"
            case .sameAgent(nil): "it came before, and may once"
            }
        var finding = Finding(.duplicateEvent, at: at, detail: "\(event) came again: \(why)")
        if isTerminal { finding.severity = .fail }
        finding.event = event
        return finding
    }

    static func afterTerminal(_ event: String, terminal: String, at: Duration, end: Duration) -> Finding {
        var finding = Finding(
            .afterTerminal,
            at: at,
            detail: "\(event) came \((at - end).words) after \(terminal), which ends the run"
        )
        finding.event = event
        finding.after = terminal
        return finding
    }

    static func incomplete(_ event: String, field: String, at: Duration) -> Finding {
        var finding = Finding(.incompleteEvent, at: at, detail: "\(event) has no \(field), or an empty one")
        finding.event = event
        finding.field = field
        return finding
    }

    /// - Parameter found: what stands there, as JSON; nil where nothing does.
    static func wrongValue(_ assertion: Assertion, found: String?, at: Duration) -> Finding {
        var finding = Finding(
            .incompleteEvent,
            at: at,
            detail: "\(assertion.event) has \(found ?? "nothing") at \(assertion.path); "
                + "the contract asks for \(assertion.equals.text())"
        )
        finding.event = assertion.event
        finding.field = assertion.path.description
        return finding
    }

    static func envelopeDrift(expected: EnvelopeShape, seen: [EnvelopeShape], at: Duration) -> Finding {
        let shapes = list(seen.map(\.rawValue))
        return Finding(
            .envelopeDrift,
            at: at,
            detail: "events came in the envelope \(shapes), not in \(expected.rawValue) as expected"
        )
    }

    static func batched(_ event: String, _ burst: BurstWatch.Burst) -> Finding {
        var finding = Finding(
            .batched,
            at: burst.at,
            detail: "\(burst.count) events came within \(burst.arrival.words) after \(burst.silence.words) of silence, "
                + "though they were made \(burst.spread.words) apart: they were held back"
        )
        finding.event = event
        return finding
    }

    /// `a`, `a and b`, `a, b and c`.
    static func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and \(last)"
    }
}
