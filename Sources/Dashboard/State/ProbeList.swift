import Results

/// The probes as the overview lists them: those that the filter lets through, in order.
enum ProbeList {
    static func of(_ probes: [ProbeStatus], filter: String, order: SortOrder) -> [ProbeStatus] {
        let words = filter.lowercased().split(separator: " ")
        let shown = words.isEmpty ? probes : probes.filter { matches($0, words) }
        return shown.sorted { isBefore($0, $1, order) }
    }

    /// Every word is found somewhere.
    private static func matches(_ probe: ProbeStatus, _ words: [Substring]) -> Bool {
        let text = [probe.name, probe.target, probe.kind, probe.state.rawValue, probe.verdict, probe.failure?.class]
            .compactMap { $0?.lowercased() }
            .joined(separator: " ")
        return words.allSatisfy { text.contains($0) }
    }

    private static func isBefore(_ one: ProbeStatus, _ other: ProbeStatus, _ order: SortOrder) -> Bool {
        switch order {
        case .problems:
            let (left, right) = (rank(one), rank(other))
            if left != right { return left < right }
        case .name:
            break
        case .slowest:
            let (left, right) = (one.share ?? -1, other.share ?? -1)
            if left != right { return left > right }
        case .changed:
            let (left, right) = (one.since?.milliseconds ?? .min, other.since?.milliseconds ?? .min)
            if left != right { return left > right }
        }
        return (one.name, one.target ?? "") < (other.name, other.target ?? "")
    }

    /// States as they are listed, the worst first; within one, what failed just now.
    private static func rank(_ probe: ProbeStatus) -> Int {
        let state = ProbeState.allCases.firstIndex(of: probe.state) ?? 0
        return state * 2 + (probe.verdict == "fail" ? 0 : 1)
    }
}
