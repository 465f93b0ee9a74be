public import Configuration

/// Where a probe's token comes from.
public enum TokenSource: Sendable, Equatable {
    /// The target asks for none.
    case none
    /// `POST {"email","password"}` to this URL, answered with an `access_token`.
    case login(url: String)
    /// A token that is given.
    case fixed(Secret)
}
