public import Transport

/// How late this process was itself: asked for at the end of a run, so that its own lateness is never blamed on
/// the target.
public struct LagWatch: Sendable {
    /// Lateness beyond which a failure made of time is no proof.
    public var limit: Duration
    /// The worst lateness since an instant; nil where there was none.
    public var worst: @Sendable (_ since: Instant) -> Lateness?

    /// A watch that asks `worst`.
    public init(limit: Duration, worst: @escaping @Sendable (_ since: Instant) -> Lateness?) {
        self.limit = limit
        self.worst = worst
    }

    /// Never late.
    public static let none = LagWatch(limit: .milliseconds(100)) { _ in nil }
}
