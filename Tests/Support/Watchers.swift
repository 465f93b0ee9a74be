import Synchronization

/// Whoever waits for something to become so. Who is cancelled waits no more: a test whose time is over fails and does
/// not keep the others waiting.
package final class Watchers<Seen: Sendable>: Sendable {
    private struct Watcher {
        let isContent: @Sendable (Seen) -> Bool
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var waiting: [Int: Watcher] = [:]
        var lastID = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// Returns once `isContent` was shown what it wants; it is shown `current` first.
    package func wait(
        for isContent: @escaping @Sendable (Seen) -> Bool,
        current: @escaping @Sendable () -> Seen
    ) async throws {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                state.withLock { $0.waiting[id] = Watcher(isContent: isContent, continuation: continuation) }
                if Task.isCancelled { leave(id) }
                show(current())
            }
        } onCancel: {
            leave(id)
        }
    }

    /// Wakes those who wanted to see this.
    package func show(_ seen: Seen) {
        let content = state.withLock { state in
            let content = state.waiting.filter { $0.value.isContent(seen) }
            for id in content.keys { state.waiting[id] = nil }
            return content.values
        }
        for watcher in content { watcher.continuation.resume() }
    }

    private func leave(_ id: Int) {
        let watcher = state.withLock { $0.waiting.removeValue(forKey: id) }
        watcher?.continuation.resume(throwing: CancellationError())
    }
}
