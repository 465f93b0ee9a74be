import Results

/// How a probe did over a number of its runs.
struct ProbeFigures: Sendable, Equatable, Encodable {
    /// How a time is spread. Each is a time that was measured, by nearest rank.
    struct Spread: Sendable, Equatable, Encodable {
        let p50: Seconds
        let p95: Seconds
        let p99: Seconds
        let max: Seconds
        let count: Int

        /// Nil for no times at all.
        init?(_ times: [Duration]) {
            let sorted = times.sorted()
            guard let last = sorted.last else { return nil }
            func rank(_ percent: Int) -> Seconds {
                Seconds(sorted[Swift.max(0, (sorted.count * percent + 99) / 100 - 1)])
            }
            p50 = rank(50)
            p95 = rank(95)
            p99 = rank(99)
            max = Seconds(last)
            count = sorted.count
        }
    }

    /// By phase.
    let phases: [String: Spread]
    /// By event: from the request to the first event of that name.
    let events: [String: Spread]
    /// Runs by their primary failure.
    let failures: [String: Int]

    /// The figures of `results`.
    init(_ results: [ProbeResult]) {
        var phases: [String: [Duration]] = [:]
        var events: [String: [Duration]] = [:]
        var failures: [String: Int] = [:]
        for result in results {
            for (phase, took) in result.phases.inOrder { phases[phase.rawValue, default: []].append(took) }
            var seen: Set<String> = []
            for event in result.events where seen.insert(event.event).inserted {
                events[event.event, default: []].append(event.at)
            }
            if let failure = result.failure { failures[failure.failureClass.rawValue, default: 0] += 1 }
        }
        self.phases = phases.compactMapValues(Spread.init)
        self.events = events.compactMapValues(Spread.init)
        self.failures = failures
    }
}
