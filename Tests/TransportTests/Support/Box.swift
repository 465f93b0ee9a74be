import Synchronization

/// A value that a server's script writes and a test reads, or waits for.
final class Box<Value: Sendable>: Sendable {
    private struct State {
        var value: Value
        var waiting: [(isEnough: @Sendable (Value) -> Bool, go: CheckedContinuation<Void, Never>)] = []
    }

    private let state: Mutex<State>

    init(_ value: Value) { state = Mutex(State(value: value)) }

    var value: Value { state.withLock { $0.value } }

    func change(_ body: (inout Value) -> Void) {
        let ready = state.withLock { state in
            body(&state.value)
            let value = state.value
            let ready = state.waiting.filter { $0.isEnough(value) }
            state.waiting.removeAll { $0.isEnough(value) }
            return ready
        }
        for waiter in ready { waiter.go.resume() }
    }

    /// Waits until the value is as wanted.
    func wait(until isEnough: @escaping @Sendable (Value) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if isEnough(state.value) { return true }
                state.waiting.append((isEnough, continuation))
                return false
            }
            if isReady { continuation.resume() }
        }
    }
}

extension Box where Value == Int {
    func reaches(_ number: Int) async { await wait { $0 >= number } }
}
