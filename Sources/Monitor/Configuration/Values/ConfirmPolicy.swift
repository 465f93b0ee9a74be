/// How a change of state is confirmed: the run that would change it is made again.
public struct ConfirmPolicy: Sendable, Equatable {
    /// How often at most; 0 confirms nothing.
    public var retries: Int
    /// From the end of one attempt to the start of the next.
    public var after: Duration

    /// By default nothing is confirmed.
    public init(retries: Int = 0, after: Duration = .seconds(2)) {
        self.retries = retries
        self.after = after
    }
}
