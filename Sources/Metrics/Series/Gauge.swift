import Synchronization

/// A value that rises and falls; it appears in the output once it has been set.
public final class Gauge: Sendable {
    private let state = Mutex<Double?>(nil)

    init() {}

    /// The value, or nil as long as none was set.
    public var value: Double? { state.withLock { $0 } }

    /// Takes `value`, which may be NaN or infinite.
    public func set(_ value: Double) {
        state.withLock { $0 = value }
    }

    /// Adds `amount`, counting from 0 when nothing was set; negative amounts subtract.
    public func add(_ amount: Double) {
        state.withLock { $0 = ($0 ?? 0) + amount }
    }

    /// Takes the series out of the output until it is set again.
    public func remove() {
        state.withLock { $0 = nil }
    }

    func write(_ name: String, labels: String, into text: inout ExpositionText) {
        guard let value else { return }
        text.sample(name, labels: labels, value: value)
    }
}
