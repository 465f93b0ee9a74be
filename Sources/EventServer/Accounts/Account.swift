public import Configuration

/// A user and how they prove who they are.
public struct Account: Sendable, Equatable {
    /// Who it is.
    public let user: User
    /// How they prove it.
    public let password: StoredPassword

    /// An account with its password in whatever form it is kept.
    public init(user: User, password: StoredPassword) {
        self.user = user
        self.password = password
    }

    /// An account with a password in plain text, for users that live no longer than the server.
    public init(email: String, password: String, permissions: [String] = []) {
        self.init(
            user: User(email: email, permissions: permissions),
            password: .plain(Secret(password))
        )
    }
}

/// A password as it is kept.
public enum StoredPassword: Sendable, Equatable {
    case plain(Secret)
    case hashed(PasswordHash)
}
