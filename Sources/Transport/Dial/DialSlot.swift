/// Where a dial's attempt is, once it is made on its loop.
final class DialSlot<Observer: SessionObserver> {
    private(set) var attempt: DialAttempt<Observer>?
    private var isCancelled = false

    func fill(with attempt: DialAttempt<Observer>) {
        self.attempt = attempt
        if isCancelled { attempt.cancel() }
    }

    /// The cancellation may come before the attempt is made.
    func cancel() {
        isCancelled = true
        attempt?.cancel()
    }
}
