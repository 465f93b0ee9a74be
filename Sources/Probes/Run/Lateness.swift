public import Transport

/// How late this process was, and when that was seen.
public struct Lateness: Sendable, Equatable {
    /// By how much.
    public let by: Duration
    /// When it came to its work at last.
    public let seenAt: Instant

    /// Was late `by` so much, which was seen at that instant.
    public init(by: Duration, seenAt: Instant) {
        self.by = by
        self.seenAt = seenAt
    }
}
