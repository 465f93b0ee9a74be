/// What a good credential grants: to be this user, until its token expires or one of its ids is revoked.
struct Grant: Sendable, Equatable {
    let user: User
    /// The ids of its token and of the login that the token descends from.
    let keys: [String]
    /// When its token expires.
    let expires: Timestamp
}
