import Probes
import Transport

/// The latenesses that were seen lately, kept so that the worst since any instant is found. Never reads a clock.
///
/// Only what a later, worse one does not outdo is kept: whoever asks for an instant before both gets the worse one
/// anyway. What remains falls from front to back, and is short.
struct LagRecord {
    /// Questions about instants longer ago than this are answered as if about this long ago.
    static let memory = Duration.seconds(86_400)
    /// Samples kept at most. Beyond it the two oldest are taken for one, late and bad as the worse of them.
    static let capacity = 256

    private var samples: [Lateness] = []

    /// Takes in a lateness that was seen after all before.
    mutating func add(_ lateness: Lateness) {
        while let last = samples.last, last.by <= lateness.by { samples.removeLast() }
        while let first = samples.first, first.seenAt.duration(to: lateness.seenAt) > Self.memory {
            samples.removeFirst()
        }
        samples.append(lateness)
        if samples.count > Self.capacity {
            let worse = samples.removeFirst().by
            samples[0] = Lateness(by: worse, seenAt: samples[0].seenAt)
        }
    }

    /// The worst that was seen at `instant` or later; nil when nothing was.
    func worst(since instant: Instant) -> Lateness? {
        // The samples fall from front to back, so the first one that is not too old is the worst.
        samples.first { $0.seenAt >= instant }
    }
}
