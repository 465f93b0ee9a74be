import Synchronization

/// Tickets for one upgrade or a few: what a client that can set no header puts into the URL instead of its token.
final class Tickets: Sendable {
    struct Ticket: Sendable, Equatable {
        let id: String
        let user: User
        let created: Timestamp
        let lifetime: Duration
        let isSingleUse: Bool

        var expires: Timestamp { created.advanced(by: lifetime) }
    }

    /// Tickets that one user may hold at a time, and all users together.
    static let perUser = 100
    static let capacity = 10_000

    private let tickets = Mutex<[String: Ticket]>([:])

    init() {}

    /// A new ticket; nil when there are too many.
    func issue(to user: User, lifetime: Duration, isSingleUse: Bool, at now: Timestamp) -> Ticket? {
        let ticket = Ticket(
            id: "ticket_" + RandomText.secret(32),
            user: user,
            created: now,
            lifetime: lifetime,
            isSingleUse: isSingleUse
        )
        return tickets.withLock { tickets in
            var mine = tickets.values.count { $0.user == user }
            if tickets.count >= Self.capacity || mine >= Self.perUser {
                tickets = tickets.filter { now < $0.value.expires }
                mine = tickets.values.count { $0.user == user }
            }
            guard tickets.count < Self.capacity, mine < Self.perUser else { return nil }
            tickets[ticket.id] = ticket
            return ticket
        }
    }

    /// Whose ticket this is; one for a single use is good no more afterwards.
    func redeem(_ id: String, at now: Timestamp) -> User? {
        tickets.withLock { tickets in
            guard let ticket = tickets[id] else { return nil }
            let isGood = now < ticket.expires
            if ticket.isSingleUse || !isGood { tickets[id] = nil }
            return isGood ? ticket.user : nil
        }
    }
}
