/// The connections of the HTTP port, and who gives way when there is one too many: a client that only holds a place
/// never keeps out one that asks for something.
///
/// First those that owe nothing and get nothing, then those that owe the most of a request; of equals the one that has
/// been so for the longest. Nobody gives way while an answer is being made.
final class Crowd {
    private struct Guest {
        var stage: Exchange.Stage
        var since: Int
        let giveWay: () -> Void
    }

    private let limit: Int
    private var guests: [Int: Guest] = [:]
    private var changes = 0

    /// Room for `limit` connections.
    init(limit: Int) {
        self.limit = limit
    }

    /// How many there are.
    var count: Int { guests.count }

    /// Lets one more in, and has another give way where there are too many. Whoever gives way is counted no more: it goes,
    /// though not before the next ones come.
    ///
    /// - Returns: what the new one is called here.
    func enter(giveWay: @escaping () -> Void) -> Int {
        changes += 1
        let name = changes
        let leaver = guests.count < limit ? nil : mostPatient.flatMap { guests.removeValue(forKey: $0) }
        guests[name] = Guest(stage: .fresh, since: name, giveWay: giveWay)
        leaver?.giveWay()
        return name
    }

    /// One is at another stage.
    func moved(_ name: Int, to stage: Exchange.Stage) {
        changes += 1
        guests[name]?.stage = stage
        guests[name]?.since = changes
    }

    /// One has gone.
    func left(_ name: Int) {
        guests[name] = nil
    }

    private var mostPatient: Int? {
        guests.lazy
            .compactMap { name, guest in guest.stage.rank.map { (rank: $0, since: guest.since, name: name) } }
            .min { ($0.rank, $0.since) < ($1.rank, $1.since) }?.name
    }
}

extension Exchange.Stage {
    /// The place in the row of those who give way; nil for one who does not.
    fileprivate var rank: Int? {
        switch self {
        case .leaving: 0
        case .idle: 1
        case .fresh, .head: 2
        case .body: 3
        case .unread: 4
        case .answering: nil
        }
    }
}
