import Transport

/// What the HTTP port puts up with.
struct WebLimits: Sendable, Equatable {
    /// Connections at once. When there is one more, whoever holds up the most gives way (``Crowd``).
    var connections: Int
    /// The head of a request; its time runs from the first byte, and on a fresh connection from its beginning.
    var head = HeadLimits()
    /// How long the rest of a request may take.
    var body = Duration.seconds(10)
    /// How long a client may leave an answer unread.
    var unread = Duration.seconds(30)
    /// How long an answered connection is kept for the next request: longer than the usual interval of scrapes, which
    /// come over the same one.
    var idle = Duration.seconds(75)

    /// This many more may wait while nobody can give way; the next ones are not even accepted.
    var reserve: Int { max(1, connections / 8) }

    /// How long a connection may be at `stage`; nil where it is our turn.
    func patience(at stage: Exchange.Stage) -> Duration? {
        switch stage {
        case .fresh, .head: head.time
        case .body: body
        case .answering: nil
        case .unread, .leaving: unread
        case .idle: idle
        }
    }
}
