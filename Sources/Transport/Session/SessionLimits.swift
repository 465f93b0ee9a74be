/// What a session takes from its peer before it says no.
public struct SessionLimits: Sendable, Equatable {
    /// Bytes of a message across its fragments; clients of agent servers take up to 5 MiB.
    public var maxMessage: Int

    public static let standard = SessionLimits()

    public init(maxMessage: Int = 5 << 20) { self.maxMessage = maxMessage }
}
