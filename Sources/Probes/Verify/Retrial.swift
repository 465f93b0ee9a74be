internal import NIOCore
internal import Transport

/// What it takes to judge a run again when a later event shows that the first one was somebody else's; bounded.
///
/// The run's first event tells what the server calls our run. Whether it was ours is known when an event carries an
/// id that we sent: until then the state at the request and the messages since are kept.
struct Retrial: Sendable {
    /// A message as it was taken.
    struct Message: Sendable {
        let message: WebSocketMessage
        let frame: Int
        let at: Duration
        /// Whether it came on another connection of the same user.
        let isElsewhere: Bool
    }

    /// Beyond these the first event decides.
    static let mostMessages = 256
    static let mostBytes = 1 << 20

    /// The verifier as it was at the request; empty when there is no need, or no room, to start again. An array,
    /// because a structure cannot hold itself.
    var start: [SequenceVerifier] = []
    private(set) var messages: [Message] = []
    private var bytes = 0
    /// Whether the run had ended, and had not when it was judged again.
    var tookBackEnd = false

    /// Keeps a message; false where there is no more room.
    mutating func keep(_ message: Message) -> Bool {
        messages.append(message)
        bytes += message.message.payload.readableBytes
        return messages.count <= Self.mostMessages && bytes <= Self.mostBytes
    }

    /// Keeps nothing any more.
    mutating func close() {
        start = []
        messages = []
    }
}

extension SequenceVerifier {
    /// Takes a message, and starts again where it shows that the run's first event was not ours.
    mutating func hear(_ message: Retrial.Message) -> Step {
        guard !retrial.start.isEmpty else { return fold(message) }
        let hasRoom = retrial.keep(message)
        var step = fold(message)
        if let run = identity.correction {
            step = startAgain(assuming: run)
        } else if !hasRoom, let run = identity.held {
            step = startAgain(assuming: run)
        }
        guard hasRoom, !identity.isSettled else {
            retrial.close()
            identity.trust()
            return step
        }
        return step
    }

    /// Judges everything since the request again, `run` being the id of our run.
    mutating func startAgain(assuming run: String) -> Step {
        guard var again = retrial.start.first else { return .nothing }
        again.identity.assume(run)
        let step = retrial.messages.reduce(Step.nothing) { $0.joined(with: again.fold($1)) }
        again.retrial = retrial
        again.retrial.tookBackEnd = retrial.tookBackEnd || end != nil
        self = again
        return step
    }

    private mutating func fold(_ message: Retrial.Message) -> Step {
        let events = ours(in: message.message, frame: message.frame, at: message.at)
        guard message.isElsewhere else {
            return events.reduce(Step.nothing) { $0.joined(with: take($1, at: message.at)) }
        }
        for event in events {
            if case .event(let number) = event.role { elsewhere[number] = true }
        }
        return .nothing
    }
}
