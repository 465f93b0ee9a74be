import Synchronization

/// The end of a thread, as something that can be awaited; once.
final class ThreadEnding: Sendable {
    private enum State {
        case running
        case awaited(CheckedContinuation<Void, Never>)
        case ended
    }

    private let state = Mutex(State.running)

    func end() {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            defer { state = .ended }
            if case .awaited(let continuation) = state { return continuation }
            return nil
        }
        waiter?.resume()
    }

    /// Also in a task that was cancelled: what the thread still has to do is not to be cut off.
    func wait() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if case .ended = state { return true }
                state = .awaited(continuation)
                return false
            }
            if isOver { continuation.resume() }
        }
    }
}
