import HeapModule
import Transport

/// Which probes run when: all cadences together, and how many runs there are at once. Never sleeps, never reads a clock.
struct Timetable {
    /// A probe and its period.
    struct Entry: Equatable {
        let name: String
        let period: Duration
    }

    /// A run that is to start now.
    struct Start: Equatable {
        let name: String
        /// How long after its slot.
        let lag: Duration
    }

    /// Runs that were due and do not start.
    struct Skip: Equatable {
        let name: String
        let count: Int
        let reason: SkipReason
    }

    /// What to do now, and when to look again; without probes, never.
    struct Answer: Equatable {
        var starts: [Start] = []
        var skips: [Skip] = []
        var wake: Instant?
    }

    private struct Slot: Comparable {
        let due: Instant
        let name: String

        static func < (left: Slot, right: Slot) -> Bool { (left.due, left.name) < (right.due, right.name) }
    }

    private let mostRuns: Int
    private var origin: Instant?
    private var cadences: [String: Cadence] = [:]
    private var upcoming = Heap<Slot>()
    private var running: Set<String> = []

    /// An empty timetable in which at most `mostRuns` runs go on at once.
    init(mostRuns: Int) {
        self.mostRuns = mostRuns
    }

    /// Whether a run of that probe goes on.
    func isRunning(_ name: String) -> Bool { running.contains(name) }

    /// How many runs are going on.
    var runs: Int { running.count }

    /// Takes these probes for those there were. One whose period stays keeps its slots, and a run that is under way
    /// stays the only one of its probe.
    mutating func replace(with entries: [Entry], at now: Instant) {
        let offsets = entries.map { Stagger.offset(of: $0.name, in: $0.period) }
        // The first probe of a fresh start runs at once: who starts a monitor wants to see something.
        let origin = self.origin ?? now.advanced(by: .zero - (offsets.min() ?? .zero))
        if !entries.isEmpty { self.origin = origin }
        let before = cadences
        cadences = [:]
        upcoming = Heap()
        for (entry, offset) in zip(entries, offsets) {
            let kept = before[entry.name].flatMap { $0.period == entry.period ? $0 : nil }
            let cadence = kept ?? Cadence(period: entry.period, offset: offset, origin: origin, now: now)
            cadences[entry.name] = cadence
            upcoming.insert(Slot(due: cadence.next, name: entry.name))
        }
    }

    /// Which runs start at `now`; each has to be told of by `finished` when it ends.
    mutating func look(at now: Instant) -> Answer {
        var answer = Answer()
        while let slot = upcoming.min, slot.due <= now {
            upcoming.removeMin()
            guard var cadence = cadences[slot.name] else { continue }
            switch cadence.look(at: now, isRunning: running.contains(slot.name)) {
            case .wait: break
            case .skip(let count, let reason):
                answer.skips.append(Skip(name: slot.name, count: count, reason: reason))
            case .run(let lag, let missed):
                if missed > 0 { answer.skips.append(Skip(name: slot.name, count: missed, reason: .late)) }
                if running.count < mostRuns {
                    running.insert(slot.name)
                    answer.starts.append(Start(name: slot.name, lag: lag))
                } else {
                    answer.skips.append(Skip(name: slot.name, count: 1, reason: .capacity))
                }
            }
            cadences[slot.name] = cadence
            upcoming.insert(Slot(due: cadence.next, name: slot.name))
        }
        answer.wake = upcoming.min?.due
        return answer
    }

    /// Marks a run that is not due as going on, to be told of by `finished`; false where there is one, or as many as can
    /// be.
    mutating func claim(_ name: String) -> Bool {
        guard running.count < mostRuns else { return false }
        return running.insert(name).inserted
    }

    /// The run of that probe has ended.
    mutating func finished(_ name: String) {
        running.remove(name)
    }

    /// When the probe's next slot is; nil when it has none.
    func next(of name: String) -> Instant? { cadences[name]?.next }
}
