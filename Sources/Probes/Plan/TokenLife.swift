/// How long a token is used before the next login; never past its own `exp`.
public enum TokenLife: Sendable, Equatable {
    /// A login each run.
    case run
    /// Until the token says that it ends.
    case expiry
    case time(Duration)
}
