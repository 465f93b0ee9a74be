import Synchronization

/// A total that only rises, from 0 at the first touch of its labels until the process ends.
public final class Counter: Sendable {
    private struct State {
        var total = 0.0
        var exemplar: Exemplar.Sample?
    }

    private let state = Mutex(State())

    init() {}

    /// The total so far.
    public var value: Double { state.withLock { $0.total } }

    /// Adds `amount`, which is finite and not negative (anything else is a programming error).
    public func increment(by amount: Double = 1, exemplar: Exemplar? = nil) {
        precondition(amount >= 0 && amount.isFinite, "a counter never goes down: increment by \(amount)")
        state.withLock { state in
            state.total += amount
            if let exemplar { state.exemplar = Exemplar.Sample(value: amount, exemplar: exemplar) }
        }
    }

    /// Raises the total to one that is counted elsewhere, such as the kernel's; a lower one changes nothing.
    public func advance(to total: Double) {
        precondition(total.isFinite, "a counter counts to a finite number, not to \(total)")
        state.withLock { $0.total = max($0.total, total) }
    }

    func write(_ name: String, labels: String, into text: inout ExpositionText) {
        let now = state.withLock { $0 }
        text.sample(name, labels: labels, value: now.total, exemplar: now.exemplar)
    }
}
