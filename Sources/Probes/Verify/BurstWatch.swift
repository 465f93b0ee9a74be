internal import Results

/// Finds events that were held back and came in one burst (rule 11).
struct BurstWatch: Sendable {
    /// A burst that was found.
    struct Burst: Equatable {
        let count: Int
        /// How long nothing had come before it.
        let silence: Duration
        /// In what time it came.
        let arrival: Duration
        /// What time the events themselves say that they lie apart.
        let spread: Duration
        let at: Duration
    }

    /// Silence before a burst.
    static let silence = Duration.milliseconds(500)
    /// How long a burst takes.
    static let window = Duration.milliseconds(50)
    /// How much wider the events' own times have to spread than their arrival: paths that hold nothing back shift
    /// single frames by a few milliseconds.
    static let jitter = Duration.milliseconds(20)
    static let fewest = 3

    private var last = Duration.zero
    private var start: Duration?
    private var before = Duration.zero
    private var count = 0
    private var earliest: Timestamp?
    private var latest: Timestamp?
    private var isFound = false

    /// Takes an event that came `at` after the request; a burst is told once, with its third event or later.
    mutating func take(_ frame: EventFrame, at: Duration) -> Burst? {
        defer { last = at }
        if at - last >= Self.silence {
            start = at
            before = at - last
            count = 0
            (earliest, latest, isFound) = (nil, nil, false)
        }
        guard let start, at - start <= Self.window, !isFound else { return nil }
        count += 1
        if let time = frame.timestamp {
            earliest = min(earliest ?? time, time)
            latest = max(latest ?? time, time)
        }
        guard count >= Self.fewest, let earliest, let latest else { return nil }
        let spread = earliest.duration(to: latest)
        guard spread > at - start + Self.jitter else { return nil }
        isFound = true
        return Burst(count: count, silence: before, arrival: at - start, spread: spread, at: at)
    }
}
