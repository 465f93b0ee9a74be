import Transport

/// When one probe runs: at a fixed rate, whatever its runs take. Never sleeps, never reads a clock.
///
/// Slots lie a period apart on a grid that never moves, so lateness does not add up. What was missed is not made up
/// for: at most one slot is run at a time, and after a long silence none at all before the next one on the grid, or
/// else all probes of a machine that wakes up would run at once.
struct Cadence: Equatable {
    /// What to do now.
    enum Answer: Equatable {
        case wait(until: Instant)
        /// Start a run, `lag` after its slot; `missed` slots before it are gone.
        case run(lag: Duration, missed: Int)
        case skip(count: Int, SkipReason)
    }

    /// From slot to slot.
    let period: Duration
    /// The slot that comes next.
    private(set) var next: Instant
    private var hasPassedOver = false

    /// Slots at `origin` plus `offset` and whole periods, from the first one on that is not before `now`.
    init(period: Duration, offset: Duration, origin: Instant, now: Instant) {
        self.period = period
        let first = origin.advanced(by: offset)
        let gone = first < now ? Self.periods(in: first.duration(to: now), of: period) : 0
        let latest = first.advanced(by: period * gone)
        next = latest < now ? latest.advanced(by: period) : latest
    }

    /// What to do at `now`, while a run of this probe is under way or none is.
    mutating func look(at now: Instant, isRunning: Bool) -> Answer {
        guard now >= next else { return .wait(until: next) }
        let missed = Self.periods(in: next.duration(to: now), of: period)
        let slot = next.advanced(by: period * missed)
        let lag = slot.duration(to: now)
        next = slot.advanced(by: period)
        if isRunning { return .skip(count: missed + 1, .overrun) }
        // A monitor that is always late runs all the same: not two rounds in a row are passed over.
        if lag > tolerance, !hasPassedOver {
            hasPassedOver = true
            return .skip(count: missed + 1, .late)
        }
        hasPassedOver = false
        return .run(lag: lag, missed: missed)
    }

    /// How late a run may start rather than be passed over.
    private var tolerance: Duration { min(.seconds(1), period / 2) }

    private static func periods(in time: Duration, of period: Duration) -> Int {
        Int(clamping: time.attoseconds / period.attoseconds)
    }
}
