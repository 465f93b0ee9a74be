import Transport

/// Whether the monitor is heard, and since when it is not.
struct Link: Equatable, Sendable {
    /// The monitor says something every 15 s at the latest; after so long a silence what is shown is old.
    static let silence = Duration.seconds(20)

    /// When the dashboard began to look for it.
    let began: Instant
    private(set) var lastHeard: Instant?
    /// Why nothing comes; nil while something may.
    private(set) var loss: String?

    init(began: Instant) { self.began = began }

    mutating func heard(at now: Instant) {
        lastHeard = now
        loss = nil
    }

    mutating func lost(_ why: String) { loss = why }

    /// For how long nothing was heard; nil while what is shown is fresh.
    func staleness(at now: Instant) -> Duration? {
        let age = (lastHeard ?? began).duration(to: now)
        return loss != nil || lastHeard == nil || age > Self.silence ? max(.zero, age) : nil
    }
}
