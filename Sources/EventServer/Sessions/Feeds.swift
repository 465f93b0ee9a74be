import NIOCore

/// The runs that a connection follows, and how far it has got in each.
struct Feeds {
    private struct Feed {
        let run: Run
        /// The position of the next event to send.
        var position: Int
    }

    private var feeds: [Feed] = []

    /// Whether a run has lost events before they could be sent.
    var isBehind: Bool { feeds.contains { $0.position < $0.run.log.start } }

    mutating func add(_ run: Run, from position: Int) { feeds.append(Feed(run: run, position: position)) }

    func contains(_ run: Run) -> Bool { feeds.contains { $0.run === run } }

    /// The event that happened first among those not yet sent; it counts as sent from now on.
    mutating func next() -> ByteBuffer? {
        var first: (index: Int, sequence: UInt64)?
        for (index, feed) in feeds.enumerated() {
            guard let sequence = feed.run.log.sequence(at: feed.position), sequence < first?.sequence ?? .max else {
                continue
            }
            first = (index, sequence)
        }
        guard let first else { return nil }
        defer { feeds[first.index].position += 1 }
        return feeds[first.index].run.log.payload(at: feeds[first.index].position)
    }

    /// Whether something is there to send.
    var hasNext: Bool { feeds.contains { $0.run.log.sequence(at: $0.position) != nil } }

    /// Lets go of the runs that have ended and were sent whole. One that another connection has taken over is still owed
    /// what was never written to that one.
    mutating func tidy(_ connection: UInt64) {
        feeds.removeAll { feed in
            let isDone = feed.run.isEnded && feed.position >= feed.run.log.end
            if isDone, feed.run.origin == connection { feed.run.written = feed.position }
            return isDone
        }
    }

    /// Lets go of every run. Those that this connection was the last to follow remember how far it got, for whoever
    /// comes next.
    mutating func leave(_ connection: UInt64) {
        for feed in feeds where feed.run.origin == connection { feed.run.written = feed.position }
        feeds = []
    }
}
