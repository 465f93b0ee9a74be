import Results

/// Figures of the kept results of a probe, worked out anew only when there is a newer result. One at a time, so that
/// nobody keeps the monitor busy by asking often.
actor FigureDesk {
    /// So many of the newest results count.
    static let depth = HistoryQuery.mostResults

    private let newest: @Sendable (HistoryQuery) async throws -> HistoryPage
    private var known: [String: (newest: ULID?, figures: ProbeFigures)] = [:]

    /// A desk that looks up results by `newest`.
    init(_ newest: @escaping @Sendable (HistoryQuery) async throws -> HistoryPage) {
        self.newest = newest
    }

    /// The figures of the probe's newest results.
    func figures(of probe: String) async throws -> ProbeFigures {
        let last = try await newest(HistoryQuery(probe: probe, limit: 1)).results.first?.id
        if let known = known[probe], known.newest == last { return known.figures }
        let page = try await newest(HistoryQuery(probe: probe, limit: Self.depth))
        // A result of a later version, which this one cannot read, has no part in the figures.
        let figures = ProbeFigures(page.results.compactMap { try? $0.result() })
        known[probe] = (page.results.first?.id, figures)
        return figures
    }
}
