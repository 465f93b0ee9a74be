/// A probe's state became another one, and why: `up → down: missing_event: tool_completed never came`.
public struct StateChange: Sendable, Equatable {
    /// What was thought before.
    public let from: ProbeState
    /// What is thought now.
    public let to: ProbeState
    /// The class and the sentence of what is wrong; nil when nothing is.
    public let reason: String?

    /// A change for `reason`.
    public init(from: ProbeState, to: ProbeState, reason: String? = nil) {
        self.from = from
        self.to = to
        self.reason = reason
    }
}

extension StateChange: CustomStringConvertible {
    /// `up → down: missing_event: tool_completed never came`
    public var description: String {
        "\(from.rawValue) → \(to.rawValue)\(reason.map { ": \($0)" } ?? "")"
    }
}
