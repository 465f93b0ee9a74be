public import Results

/// An alert went from one state to another, and why.
public struct AlertTransition: Sendable, Equatable {
    /// The states of an alert.
    public enum State: String, Sendable {
        case inactive
        case pending
        case firing
    }

    /// Which alert.
    public let key: AlertKey
    /// What its probe watches.
    public let target: String
    /// Where it stood.
    public let from: State
    /// Where it stands.
    public let to: State
    /// Why.
    public let reason: AlertReason
    /// When the cycle ended, or the clock struck, that decided it.
    public let at: WallTime
    /// The alert as it is shown from now on; where it has ended, as it ended.
    public let alert: Alert

    /// Whether a firing alert ended.
    public var isResolved: Bool { from == .firing && to == .inactive }
}

extension AlertTransition: CustomStringConvertible {
    /// `golden-path-broken (golden-path on local): pending → firing: 2 of 3 failed, missing_event tool_completed`
    public var description: String {
        "\(key.rule) (\(key.probe) on \(target)): \(from.rawValue) → \(to.rawValue): \(reason)"
    }
}

extension AlertMemory.Phase {
    /// The name of the state.
    var state: AlertTransition.State {
        switch self {
        case .inactive: .inactive
        case .pending: .pending
        case .firing: .firing
        }
    }
}
