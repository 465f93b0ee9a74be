import Synchronization

/// How many connections there are, of every kind.
final class Crowd: Sendable {
    /// This many more are let in to be told that there are too many; the next ones are dropped without a word.
    private static let reserve = 64

    let limit: Int
    private let open = Atomic<Int>(0)

    init(limit: Int) { self.limit = limit }

    var count: Int { open.load(ordering: .relaxed) }

    /// Whether the connection that was let in last is to be told so.
    var isOverfull: Bool { count > limit }

    /// Counts one more; false when it must be dropped, and then it is not counted.
    func enter() -> Bool {
        guard count < limit + Self.reserve else { return false }
        open.wrappingAdd(1, ordering: .relaxed)
        return true
    }

    func leave() { open.wrappingSubtract(1, ordering: .relaxed) }
}
