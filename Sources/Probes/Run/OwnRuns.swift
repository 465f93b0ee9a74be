import Synchronization

/// The latest runs of each user, by the ids under which their server may still speak of them.
///
/// A server may replay an unfinished run to the user's next connection, whichever probe that belongs to: its events
/// are not that run's, and no leak either.
final class OwnRuns: Sendable {
    /// Runs of a user that are remembered; a server that replays keeps fewer, and for minutes.
    private static let most = 256

    private struct Runs {
        /// From the oldest on.
        var order: [String] = []
        var all: Set<String> = []
        /// Those that the server named.
        var named: Set<String> = []

        mutating func add(_ id: String, isNamed: Bool) {
            // A server that uses the id that we sent has named nothing.
            guard all.insert(id).inserted else { return }
            if isNamed { named.insert(id) }
            order.append(id)
            guard order.count > OwnRuns.most else { return }
            let oldest = order.removeFirst()
            all.remove(oldest)
            named.remove(oldest)
        }
    }

    private let users = Mutex<[TokenStore.Owner: Runs]>([:])

    /// Remembers runs that are about to be asked for.
    func begin(_ ids: [String], of owner: TokenStore.Owner) {
        users.withLock { users in ids.forEach { users[owner, default: Runs()].add($0, isNamed: false) } }
    }

    /// Remembers how the server called a run.
    func named(_ id: String, of owner: TokenStore.Owner) {
        users.withLock { $0[owner, default: Runs()].add(id, isNamed: true) }
    }

    /// Tells `context` of the runs of `owner`.
    func tell(_ context: inout RunContext, of owner: TokenStore.Owner) {
        users.withLock { users in
            guard let runs = users[owner] else { return }
            context.otherRuns = runs.all
            context.serversRuns = runs.named
        }
    }
}
