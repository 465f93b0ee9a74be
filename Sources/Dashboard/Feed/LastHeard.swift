import Synchronization
import Transport

/// When something last came, told by one thread and asked by others.
final class LastHeard: Sendable {
    private let state = Mutex(Instant.now)

    var instant: Instant { state.withLock { $0 } }

    func mark() { state.withLock { $0 = .now } }
}
