/// What a session takes from its peer before it says no.
public struct SessionLimits: Sendable, Equatable {
    /// Bytes of a message across its fragments; clients of agent servers take up to 5 MiB.
    public var maxMessage: Int

    /// 5 MiB a message.
    public static let standard = SessionLimits()

    /// Limits of these sizes, in bytes.
    public init(maxMessage: Int = 5 << 20) { self.maxMessage = maxMessage }
}
