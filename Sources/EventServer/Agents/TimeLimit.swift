import Transport

/// The time was up.
struct TimeIsUp: Error {}

/// Runs `operation`, and cancels it after `limit`; it must take notice of that, or this waits for it.
func within<Value: Sendable>(
    _ limit: Duration,
    by clock: any ServerClock,
    _ operation: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask(operation: operation)
        group.addTask {
            try await clock.sleep(for: limit)
            throw TimeIsUp()
        }
        defer { group.cancelAll() }
        // Two tasks were added, so there is a first result.
        guard let value = try await group.next() else { throw CancellationError() }
        return value
    }
}
