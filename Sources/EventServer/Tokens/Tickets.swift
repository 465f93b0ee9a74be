import Synchronization

/// Tickets for one upgrade or a few: what a client that can set no header puts into the URL instead of its token. None
/// outlives the token that it was got with, nor the login of that token.
final class Tickets: Sendable {
    struct Ticket: Sendable, Equatable {
        let id: String
        let grant: Grant
        let created: Timestamp
        let lifetime: Duration
        let isSingleUse: Bool

        var expires: Timestamp { created.advanced(by: lifetime) }
    }

    /// Tickets that one user may hold at a time, and all users together.
    static let perUser = 100
    static let capacity = 10_000

    private let revocations: Revocations
    private let tickets = Mutex<[String: Ticket]>([:])

    init(_ revocations: Revocations) { self.revocations = revocations }

    /// A new ticket for as long as `lifetime`, or as the token is good; nil when there are too many.
    func issue(to grant: Grant, lifetime: Duration, isSingleUse: Bool, at now: Timestamp) -> Ticket? {
        let ticket = Ticket(
            id: "ticket_" + RandomText.secret(32),
            grant: grant,
            created: now,
            lifetime: min(lifetime, now.duration(to: grant.expires)),
            isSingleUse: isSingleUse
        )
        return tickets.withLock { tickets in
            func count() -> Int { tickets.values.count { $0.grant.user.id == grant.user.id } }
            if tickets.count >= Self.capacity || count() >= Self.perUser {
                tickets = tickets.filter { isGood($0.value, at: now) }
            }
            guard tickets.count < Self.capacity, count() < Self.perUser else { return nil }
            tickets[ticket.id] = ticket
            return ticket
        }
    }

    /// What this ticket grants; one for a single use is good no more afterwards.
    func redeem(_ id: String, at now: Timestamp) -> Grant? {
        tickets.withLock { tickets in
            guard let ticket = tickets[id] else { return nil }
            let isGood = isGood(ticket, at: now)
            if ticket.isSingleUse || !isGood { tickets[id] = nil }
            return isGood ? ticket.grant : nil
        }
    }

    private func isGood(_ ticket: Ticket, at now: Timestamp) -> Bool {
        now < ticket.expires && !revocations.contains(anyOf: ticket.grant.keys, at: now)
    }
}
