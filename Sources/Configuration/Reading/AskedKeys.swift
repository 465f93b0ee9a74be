/// The keys that a reader asked a mapping for, shared by the mapping's copies.
final class AskedKeys {
    private(set) var inOrder: [String] = []
    private var all: Set<String> = []
    private var finished = false
    private let log: ProblemLog

    /// No keys yet.
    init(log: ProblemLog) {
        self.log = log
    }

    deinit {
        // A reader that gave up on a problem may leave early; one that forgets to finish would accept unknown keys.
        assert(finished || !log.isEmpty, "a mapping was read and finish() was never called on it")
    }

    func add(_ key: String) {
        if all.insert(key).inserted { inOrder.append(key) }
    }

    func contains(_ key: String) -> Bool { all.contains(key) }

    func finish() {
        finished = true
    }
}
