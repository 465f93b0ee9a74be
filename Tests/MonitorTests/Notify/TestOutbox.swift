import GRDB
@testable import Monitor
import Results
import Synchronization

/// An outbox in memory, which tells a test when something was written into it by others.
final class TestOutbox: OutboxStorage {
    private struct State {
        var writes = 0
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let queue: DatabaseQueue
    private let state = Mutex(State())

    init() throws {
        queue = try DatabaseQueue()
        try queue.write { try OutboxSchema.create(in: $0) }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await queue.read(body)
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        let value = try await queue.write(body)
        let due = state.withLock { state in
            state.writes += 1
            let due = state.watchers.filter { $0.count <= state.writes }
            state.watchers.removeAll { $0.count <= state.writes }
            return due
        }
        for watcher in due { watcher.continuation.resume() }
        return value
    }

    /// Returns once workers wrote that often.
    func writes(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.writes >= count { return true }
                state.watchers.append((count, continuation))
                return false
            }
            if isDone { continuation.resume() }
        }
    }

    /// What the test itself does in it.
    func now<Value>(_ body: (Database) throws -> Value) throws -> Value { try queue.write(body) }

    /// Puts notifications into it.
    func put(_ notifications: AlertNotification..., at time: WallTime = Sample.noon) throws {
        try now { try OutboxRecords.enqueue(notifications, in: $0, at: time) }
    }

    /// A row a line, oldest first: `firing oncall delivered after 1: 204`.
    func lines() throws -> [String] {
        try now { db in
            try Row.fetchAll(db, sql: "SELECT * FROM notification ORDER BY seq").map { row in
                let answer: String? = row["answer"]
                let kind: String = row["kind"]
                let receiver: String = row["receiver"]
                let state: String = row["state"]
                let attempts: Int = row["attempts"]
                return "\(kind) \(receiver) \(state) after \(attempts)\(answer.map { ": \($0)" } ?? "")"
            }
        }
    }
}
