import Configuration

/// One fault with its place and its conditions:
/// `WHERE:KIND[=VALUE][@PROBABILITY][;user=EMAIL][;run=N][;once]`.
///
/// ```swift
/// let rule = try FaultRule("tool_executing:close=1011;user=a@example.com;once")
/// ```
public struct FaultRule: Sendable, Equatable {
    /// Where it strikes.
    public var place: FaultPlace
    /// What it does there.
    public var action: FaultAction
    /// How likely it strikes where it could, above 0 and at most 1.
    public var probability: Double
    /// Only runs of the user with this email.
    public var user: String?
    /// Only the N-th run since the rule was set, counted from 1 among those of `user`.
    public var run: Int?
    /// Whether it strikes a single time.
    public var isOnce: Bool

    /// A fault that strikes always, everybody and every run, but for what is said.
    public init(
        _ place: FaultPlace,
        _ action: FaultAction,
        probability: Double = 1,
        user: String? = nil,
        run: Int? = nil,
        isOnce: Bool = false
    ) {
        self.place = place
        self.action = action
        self.probability = probability
        self.user = user
        self.run = run
        self.isOnce = isOnce
    }
}

extension FaultRule: CustomStringConvertible {
    /// The rule as it is written.
    public var description: String {
        var text = "\(place):\(action.fault.rawValue)"
        switch action {
        case .drop, .leak: break
        case .delay(let duration): text += "=\(DurationText.format(duration))"
        case .close(let code): text += "=\(code)"
        }
        if probability < 1 { text += "@\(probability)" }
        if let user { text += ";user=\(user)" }
        if let run { text += ";run=\(run)" }
        if isOnce { text += ";once" }
        return text
    }
}
