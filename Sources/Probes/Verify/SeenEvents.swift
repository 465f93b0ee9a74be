/// Remembers which events came, to know the same one when it comes again (rule 5); bounded.
///
/// Ids are kept as hashes: 64 bits, so that two of a run's thousands are taken for the same once in 10¹² runs.
struct SeenEvents: Sendable {
    /// How an event is a repetition.
    enum Repetition: Equatable {
        case sameID(String)
        /// The contract lets the event come once from an agent.
        case sameAgent(String?)
    }

    /// Ids and agents beyond these are not remembered, and so not missed when they repeat.
    static let capacity = 4_096

    private struct Sender: Hashable {
        let event: Int
        let agent: String?
    }

    private var ids: Set<Int> = []
    private var senders: Set<Sender> = []

    /// Whether this event, which may come once from an agent unless `mayRepeat`, was there before; it is from now on.
    mutating func note(_ event: Int, id: String?, agent: String?, mayRepeat: Bool) -> Repetition? {
        let isKnownID = id.map { !noteID($0) } ?? false
        let isKnownSender = mayRepeat ? false : !noteSender(Sender(event: event, agent: agent))
        if isKnownID, let id { return .sameID(id) }
        return isKnownSender ? .sameAgent(agent) : nil
    }

    /// Whether this agent sent this event.
    func contains(_ event: Int, from agent: String?) -> Bool { senders.contains(Sender(event: event, agent: agent)) }

    private mutating func noteID(_ id: String) -> Bool {
        let hash = id.hashValue
        guard ids.count < Self.capacity else { return !ids.contains(hash) }
        return ids.insert(hash).inserted
    }

    private mutating func noteSender(_ sender: Sender) -> Bool {
        guard senders.count < Self.capacity else { return !senders.contains(sender) }
        return senders.insert(sender).inserted
    }
}
