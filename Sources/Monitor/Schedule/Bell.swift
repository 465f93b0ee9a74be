import Synchronization

/// Wakes the one task that waits for it. A ring that nobody waited for is kept for the next who does.
final class Bell: Sendable {
    private enum State {
        case quiet
        case rung
        case awaited(CheckedContinuation<Void, Never>)
    }

    private let state = Mutex(State.quiet)

    /// Wakes the waiting task, now or when it comes to wait.
    func ring() {
        let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard case .awaited(let continuation) = state else {
                state = .rung
                return nil
            }
            state = .quiet
            return continuation
        }
        waiting?.resume()
    }

    /// Returns once it rang, or the task is cancelled. It may also return without either: who waits looks anew anyway.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDue = state.withLock { state in
                    switch state {
                    case .rung:
                        state = .quiet
                        return true
                    case .quiet:
                        state = .awaited(continuation)
                        return false
                    case .awaited:
                        preconditionFailure("two tasks wait for one bell")
                    }
                }
                if isDue { continuation.resume() }
            }
        } onCancel: {
            // Before the wait began, this leaves a ring behind, so that the wait ends as it begins.
            ring()
        }
    }
}
