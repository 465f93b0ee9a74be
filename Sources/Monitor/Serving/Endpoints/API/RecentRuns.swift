import DequeModule
import Results
import Synchronization

/// The last cycles of each probe, in memory: who looks at the status every second need not ask the history.
final class RecentRuns: Sendable {
    private let most: Int
    private let runs = Mutex<[String: Deque<RecentRun>]>([:])

    /// The last `most` of each probe.
    init(most: Int = 60) {
        self.most = most
    }

    /// Oldest first.
    func of(_ probe: String) -> [RecentRun] {
        runs.withLock { Array($0[probe] ?? []) }
    }

    /// A run ended. Of each cycle the one that says most is shown.
    func add(_ result: ProbeResult) {
        let run = RecentRun(result)
        runs.withLock { runs in
            var known = runs[result.probe] ?? []
            if let last = known.last, last.cycle == run.cycle {
                if run.outweighs(last) { known[known.endIndex - 1] = run }
            } else {
                known.append(run)
                if known.count > most { known.removeFirst() }
            }
            runs[result.probe] = known
        }
    }

    /// Puts cycles of before the start in front of those that are known; `results` are newest first.
    func recall(_ probe: String, _ results: [ProbeResult]) {
        var cycles: [RecentRun] = []
        for run in results.map(RecentRun.init) {
            if let last = cycles.last, last.cycle == run.cycle {
                if run.outweighs(last) { cycles[cycles.count - 1] = run }
            } else {
                cycles.append(run)
            }
        }
        runs.withLock { runs in
            var known = runs[probe] ?? []
            let seen = Set(known.map(\.cycle))
            for run in cycles where known.count < most && !seen.contains(run.cycle) { known.prepend(run) }
            runs[probe] = known
        }
    }

    /// Forgets all probes but these.
    func keep(_ probes: [String]) {
        let kept = Set(probes)
        runs.withLock { runs in runs = runs.filter { kept.contains($0.key) } }
    }
}
