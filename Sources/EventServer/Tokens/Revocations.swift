import Synchronization

/// Ids of tokens and logins that were ended before their time; each is kept until its tokens are expired anyway.
final class Revocations: Sendable {
    /// More than this are refused: to forget one would let a token live again.
    static let capacity = 100_000

    private let ids = Mutex<[String: Timestamp]>([:])
    private let watcher = Mutex<(@Sendable ([String]) -> Void)?>(nil)

    init() {}

    /// Has `told` called with the ids that are revoked from now on; nil ends that.
    func watch(_ told: (@Sendable ([String]) -> Void)?) { watcher.withLock { $0 = told } }

    /// Ends what has one of these ids; false when there is no room left.
    func revoke(_ keys: [String], until expiry: Timestamp, at now: Timestamp) -> Bool {
        let hasRoom = ids.withLock { ids in
            if ids.count + keys.count > Self.capacity { ids = ids.filter { $0.value > now } }
            guard ids.count + keys.count <= Self.capacity else { return false }
            for key in keys { ids[key] = max(expiry, ids[key] ?? expiry) }
            return true
        }
        if hasRoom { watcher.withLock { $0 }?(keys) }
        return hasRoom
    }

    /// Whether one of these ids was revoked.
    func contains(anyOf keys: [String], at now: Timestamp) -> Bool {
        ids.withLock { ids in
            !ids.isEmpty && keys.contains { ids[$0] != nil }
        }
    }
}
