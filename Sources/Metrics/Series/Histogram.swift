import Synchronization

/// How often a measurement fell below each of some bounds, with count and sum.
public final class Histogram: Sendable {
    /// Seconds, from a local hop to an agent's longest answer.
    public static let defaultBuckets: [Double] = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

    private struct State {
        /// A bucket each, not yet cumulated.
        var counts: [UInt64]
        var sum = 0.0
        /// The latest of each bucket; empty until there is one.
        var exemplars: [Exemplar.Sample?] = []
    }

    private let buckets: Buckets
    private let state: Mutex<State>

    init(_ buckets: Buckets) {
        self.buckets = buckets
        state = Mutex(State(counts: Array(repeating: 0, count: buckets.bounds.count + 1)))
    }

    /// How many measurements were taken.
    public var count: UInt64 { state.withLock { $0.counts.reduce(0, +) } }

    /// All measurements added up.
    public var sum: Double { state.withLock { $0.sum } }

    /// Counts one measurement; NaN and infinities are left out, because one of them would spoil the sum for good.
    public func observe(_ value: Double, exemplar: Exemplar? = nil) {
        guard value.isFinite else { return }
        let position = buckets.position(of: value)
        state.withLock { state in
            state.counts[position] += 1
            state.sum += value
            guard let exemplar else { return }
            if state.exemplars.isEmpty { state.exemplars = Array(repeating: nil, count: state.counts.count) }
            state.exemplars[position] = Exemplar.Sample(value: value, exemplar: exemplar)
        }
    }

    /// Counts one measurement of time, in seconds.
    public func observe(_ duration: Duration, exemplar: Exemplar? = nil) {
        observe(duration / .seconds(1), exemplar: exemplar)
    }

    func write(_ name: String, labels: String, into text: inout ExpositionText) {
        let now = state.withLock { $0 }
        var running: UInt64 = 0
        for (position, edge) in buckets.edges(in: text.format).enumerated() {
            running += now.counts[position]
            let exemplar = now.exemplars.isEmpty ? nil : now.exemplars[position]
            text.sample(name, "_bucket", labels: labels, le: edge, count: running, exemplar: exemplar)
        }
        text.sample(name, "_sum", labels: labels, value: now.sum)
        text.sample(name, "_count", labels: labels, count: running)
    }
}
