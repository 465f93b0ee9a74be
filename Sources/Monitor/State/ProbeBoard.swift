import Probes
import Results
import Synchronization

/// The status of every scheduled probe, for the page and whoever else asks.
public final class ProbeBoard: Sendable {
    private struct State {
        var order: [String] = []
        var statuses: [String: ProbeStatus] = [:]
    }

    private let state = Mutex(State())

    /// An empty board.
    public init() {}

    /// In the order of the configuration.
    public var statuses: [ProbeStatus] {
        state.withLock { state in state.order.compactMap { state.statuses[$0] } }
    }

    /// Shows these probes instead of those before. One that still watches the same target keeps its status.
    public func replace(with probes: [ConfiguredProbe]) {
        let fresh = probes.map { ($0.plan.name, ProbeStatus($0.plan)) }
        state.withLock { state in
            let known = state.statuses
            state.order = fresh.map(\.0)
            state.statuses = Dictionary(
                fresh.map { name, status in
                    let kept = known[name].flatMap { $0.target == status.target && $0.kind == status.kind ? $0 : nil }
                    return (name, kept ?? status)
                },
                uniquingKeysWith: { first, _ in first }
            )
        }
    }

    /// The status of that probe; nil where there is none of that name.
    public func status(of probe: String) -> ProbeStatus? {
        state.withLock { $0.statuses[probe] }
    }

    /// Shows what is known of a probe now; false where there is no such probe, or it watches another target.
    @discardableResult
    public func put(_ status: ProbeStatus) -> Bool {
        state.withLock { state in
            guard let before = state.statuses[status.probe], before.target == status.target, before.kind == status.kind
            else { return false }
            state.statuses[status.probe] = status
            return true
        }
    }
}

extension ProbeStatus {
    fileprivate init(_ plan: ProbePlan) {
        self.init(probe: plan.name, target: plan.target.name, kind: plan.kind)
    }
}
