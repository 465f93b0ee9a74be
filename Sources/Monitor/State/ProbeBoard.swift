import Probes
public import Results
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

    /// Takes in the results of a cycle; gives the probe's status now and the change of state, where there is one.
    public func take(_ results: [ProbeResult]) -> (status: ProbeStatus, change: StateChange?)? {
        guard let result = results.first else { return nil }
        return state.withLock { state in
            guard var status = state.statuses[result.probe], status.target == result.target else { return nil }
            let change = status.take(results)
            state.statuses[result.probe] = status
            return (status, change)
        }
    }
}

extension ProbeStatus {
    fileprivate init(_ plan: ProbePlan) {
        self.init(probe: plan.name, target: plan.target.name, kind: plan.kind)
    }
}
