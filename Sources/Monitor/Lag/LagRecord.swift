import Transport

/// The latenesses that were measured lately, kept so that the worst since any instant is found. Never reads a clock.
///
/// Only what a later, worse one does not outdo is kept: whoever asks for an instant before both gets the worse one
/// anyway. What remains falls from front to back, and is short.
struct LagRecord {
    private struct Sample {
        let at: Instant
        let lag: Duration
    }

    /// Questions about instants longer ago than this are answered as if about this long ago.
    static let memory = Duration.seconds(86_400)
    /// Samples kept at most. Beyond it the two oldest are taken for one, late and bad as the worse of them.
    static let capacity = 256

    private var samples: [Sample] = []

    /// Takes in that something was `lag` late at `now`.
    mutating func add(_ lag: Duration, at now: Instant) {
        while let last = samples.last, last.lag <= lag { samples.removeLast() }
        while let first = samples.first, first.at.duration(to: now) > Self.memory { samples.removeFirst() }
        samples.append(Sample(at: now, lag: lag))
        if samples.count > Self.capacity {
            let worse = samples[0].lag
            samples.removeFirst()
            samples[0] = Sample(at: samples[0].at, lag: worse)
        }
    }

    /// The worst that was taken in at `instant` or later; zero when nothing was.
    func worst(since instant: Instant) -> Duration {
        // The samples fall from front to back, so the first one that is not too old is the worst.
        samples.first { $0.at >= instant }?.lag ?? .zero
    }
}
