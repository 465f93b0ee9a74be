import Synchronization

/// A value that is made once on an event loop and awaited once by a task.
final class OneShot<Value: Sendable>: Sendable {
    private enum State {
        case empty
        case awaited(CheckedContinuation<Value, Never>)
        case made(Value)
    }

    private let state = Mutex(State.empty)

    /// Gives the value to whoever awaits it; a second one is ignored.
    func make(_ value: Value) {
        let waiting: CheckedContinuation<Value, Never>? = state.withLock { state in
            switch state {
            case .empty:
                state = .made(value)
                return nil
            case .awaited(let continuation):
                state = .made(value)
                return continuation
            case .made:
                return nil
            }
        }
        waiting?.resume(returning: value)
    }

    /// The value, as soon as it is there. To be awaited by one task.
    func value() async -> Value {
        await withCheckedContinuation { continuation in
            let made: Value? = state.withLock { state in
                guard case .made(let value) = state else {
                    state = .awaited(continuation)
                    return nil
                }
                return value
            }
            if let made { continuation.resume(returning: made) }
        }
    }
}
