public import GRDB

/// Where the outbox is. Whoever owns the database may put another one in its place between two calls.
public protocol OutboxStorage: Sendable {
    /// Reads in one snapshot.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value
    /// Writes in one transaction.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value
}
