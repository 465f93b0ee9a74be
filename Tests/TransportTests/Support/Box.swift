import Synchronization
import TestSupport

/// A value that a server's script writes and a test reads, or waits for.
final class Box<Value: Sendable>: Sendable {
    private let state: Mutex<Value>
    private let watchers = Watchers<Value>()

    init(_ value: Value) { state = Mutex(value) }

    var value: Value { state.withLock { $0 } }

    func change(_ body: (inout Value) -> Void) {
        let value = state.withLock { value in
            body(&value)
            return value
        }
        watchers.show(value)
    }

    /// Waits until the value is as wanted.
    func wait(until isEnough: @escaping @Sendable (Value) -> Bool) async throws {
        try await watchers.wait(for: isEnough) { [self] in value }
    }
}

extension Box where Value == Int {
    func reaches(_ number: Int) async throws { try await wait { $0 >= number } }
}
