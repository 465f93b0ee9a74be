import Transport

/// The thread handshake of one connection, seen from the server.
///
/// The server has said `handshake_response` and, until the client acknowledges, says nothing more: a real client
/// reads exactly one frame there and throws it away. What the client sends meanwhile is kept. Clients of older
/// dialects never acknowledge: for them the silence ends after a while, sooner when they have asked for something.
struct Handshake {
    enum Answer: Equatable {
        /// To be acted upon now.
        case process(ClientMessage)
        /// Kept for later.
        case held
        /// Say `handshake_response`, once more.
        case respond
        /// Say `handshake_complete`; then resume, then act upon what was held. `isFirst` is false for an
        /// acknowledgement that comes when nobody waits for it any more.
        case complete(lastEventID: String?, held: [ClientMessage], isFirst: Bool)
        /// The client does without: resume, then act upon what was held.
        case skip(held: [ClientMessage])
    }

    private enum State {
        case waiting(until: Instant, held: [ClientMessage], bytes: Int)
        case open
    }

    /// Clients wait 2 s for `handshake_response` and 3 s more after they asked for it.
    static let patience = Duration.seconds(5)
    /// How long the acknowledgement may come behind a message that came before it.
    static let grace = Duration.milliseconds(250)
    /// What is kept for later; more than that is no longer an early message.
    static let mostMessages = 16

    private let mostBytes: Int
    private var state: State

    /// Begins when the first `handshake_response` is sent.
    init(at now: Instant, mostBytes: Int) {
        self.mostBytes = mostBytes
        state = .waiting(until: now + Self.patience, held: [], bytes: 0)
    }

    /// Whether events may be sent.
    var isOpen: Bool {
        switch state {
        case .open: true
        case .waiting: false
        }
    }

    /// When to call ``look(at:)``; nil when there is nothing to wait for.
    var deadline: Instant? {
        switch state {
        case .open: nil
        case .waiting(let until, _, _): until
        }
    }

    /// A message of `size` bytes came.
    mutating func received(_ message: ClientMessage, size: Int, at now: Instant) -> Answer {
        switch state {
        case .open:
            return receivedWhileOpen(message, at: now)
        case .waiting(let until, var held, var bytes):
            switch message {
            case .handshakeRequest:
                state = .waiting(until: now + Self.patience, held: held, bytes: bytes)
                return .respond
            case .handshakeAcknowledged(let lastEventID):
                state = .open
                return .complete(lastEventID: lastEventID, held: held, isFirst: true)
            case .ignorable:
                return .process(message)
            case .request, .ping, .heartbeat, .unknown, .unreadable:
                held.append(message)
                bytes += size
                guard held.count <= Self.mostMessages, bytes <= mostBytes else {
                    state = .open
                    return .skip(held: held)
                }
                state = .waiting(until: min(until, now + Self.grace), held: held, bytes: bytes)
                return .held
            }
        }
    }

    /// Time has passed.
    mutating func look(at now: Instant) -> Answer? {
        guard case .waiting(let until, let held, _) = state, until <= now else { return nil }
        state = .open
        return .skip(held: held)
    }

    private mutating func receivedWhileOpen(_ message: ClientMessage, at now: Instant) -> Answer {
        switch message {
        case .handshakeRequest:
            state = .waiting(until: now + Self.patience, held: [], bytes: 0)
            return .respond
        case .handshakeAcknowledged(let lastEventID):
            return .complete(lastEventID: lastEventID, held: [], isFirst: false)
        case .request, .ping, .heartbeat, .ignorable, .unknown, .unreadable:
            return .process(message)
        }
    }
}
