import Results

/// What the entries of one transaction come to: rows to write, and what there is to tell once they are written.
struct LedgerDraft {
    /// What is told of one attempt.
    struct Outcome: Equatable {
        let results: [ProbeResult]
        /// The probe's status after it; nil where it decides nothing, or its probe is gone.
        var status: ProbeStatus?
        var change: StateChange?
    }

    private(set) var batch = HistoryBatch()
    private(set) var outcomes: [Outcome] = []
    private(set) var committed: [@Sendable () -> Void] = []
    private var statuses: [String: ProbeStatus] = [:]
    private let known: (String) -> ProbeStatus?
    private let companions: [any LedgerCompanion]
    private let store: StoreSettings

    /// - Parameter known: the status of a probe, as everybody sees it.
    init(store: StoreSettings, companions: [any LedgerCompanion], known: @escaping (String) -> ProbeStatus?) {
        self.store = store
        self.companions = companions
        self.known = known
    }

    /// Takes an attempt.
    mutating func add(_ attempt: CycleAttempt) {
        for run in attempt.runs {
            batch.runs.append(HistoryBatch.Run(run.result, transcript: isKept(run) ? run.transcript : nil))
        }
        let results = attempt.results
        var outcome = Outcome(results: results)
        defer { outcomes.append(outcome) }
        guard attempt.isDecisive, let first = results.first else { return }
        guard var status = statuses[first.probe] ?? known(first.probe), status.target == first.target else { return }
        outcome.change = status.take(results)
        outcome.status = status
        statuses[first.probe] = status
        for companion in companions { add(companion.take(results, status: status)) }
    }

    /// Takes what somebody has to write.
    mutating func add(_ step: LedgerStep?) {
        guard let step else { return }
        batch.also.append(step.write)
        committed.append(step.committed)
    }

    /// No more is added.
    mutating func finish() {
        batch.states = statuses.values.sorted { $0.probe < $1.probe }
    }

    private func isKept(_ run: FinishedRun) -> Bool {
        switch run.result.verdict {
        case .fail: store.failedTranscripts > 0
        case .pass, .degraded, .inconclusive: store.passedTranscripts > 0
        }
    }
}
