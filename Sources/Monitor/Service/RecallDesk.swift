import Results

/// Puts the last cycles of each probe, as the history has them, before those that ended since the start.
struct RecallDesk: Sendable {
    let history: HistoryStore
    let recent: RecentRuns
    let probes: @Sendable () -> [String]

    /// Recalls them. A history that cannot be read is told of elsewhere; here it has nothing to add.
    func recall() async {
        for probe in probes() {
            guard let page = try? await history.page(HistoryQuery(probe: probe, limit: 120)) else { return }
            recent.recall(probe, page.results.compactMap { try? $0.result() })
        }
    }
}
