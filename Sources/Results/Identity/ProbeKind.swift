/// What a probe does.
public enum ProbeKind: String, Sendable, Codable, CaseIterable {
    /// One user, one connection, one request.
    case journey
    /// Many users at once, nothing foreign seen by any.
    case isolation
    /// Wrong credentials are refused.
    case auth
    /// A cut connection loses no event.
    case resume
    /// A quiet connection stays open.
    case idle
    /// What the health endpoint says is true.
    case health
}
