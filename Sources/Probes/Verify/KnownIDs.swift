internal import Results

/// Which ids are ours, by rule 10: those that we sent, those that login and handshake told, and those of the run's
/// first event.
struct KnownIDs: Sendable {
    /// An id that one of ours can be: of a run or of a thread.
    struct Pair: Sendable {
        private let sent: String?
        private let told: String?
        /// What the first event told.
        private(set) var learned: String?

        init(sent: String?, told: String?) {
            self.sent = sent
            self.told = told
        }

        func contains(_ id: String) -> Bool { id == sent || id == told || id == learned }

        /// Whether this is what we sent or were told before the run, not what an event taught.
        func isOwn(_ id: String) -> Bool { id == sent || id == told }

        /// Whether there is an own id at all.
        var hasOwn: Bool { sent != nil || told != nil }

        /// Whether we were told an id before the run.
        var isTold: Bool { told != nil }

        /// Takes the id of the run's first event for known.
        mutating func assume(_ id: String) { learned = id }

        /// Takes the id of an event; only the first one teaches.
        mutating func learn(_ id: String?) {
            if learned == nil { learned = id }
        }

        /// What the server uses, otherwise what we sent.
        var inUse: String? { learned ?? sent ?? told }
    }

    var run: Pair
    var thread: Pair
    private let users: [String]

    init(_ context: RunContext) {
        run = Pair(sent: context.sentRun, told: context.told.run)
        thread = Pair(sent: context.sentThread, told: context.told.thread)
        users = context.users.isEmpty ? [context.told.user].compactMap(\.self) : context.users
    }

    /// Whether a user id may be ours: it is one of ours, or none of ours is known.
    func mayBeOurs(user id: String) -> Bool { users.isEmpty || users.contains { Self.isSame($0, id) } }

    /// Servers cut user ids to a few characters and `...`: then the rest has to agree.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        if left == right { return true }
        return switch (beginning(left), beginning(right)) {
        case (nil, nil): false
        case (let left?, nil): right.hasPrefix(left)
        case (nil, let right?): left.hasPrefix(right)
        case (let left?, let right?): left.hasPrefix(right) || right.hasPrefix(left)
        }
    }

    /// What a cut id begins with; nil for a whole one.
    private static func beginning(_ id: String) -> String? {
        for mark in ["...", "…"] where id.hasSuffix(mark) { return String(id.dropLast(mark.count)) }
        return nil
    }
}
