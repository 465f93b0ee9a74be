import Synchronization

/// The tokens in use, one for each user of each target.
final class TokenStore: Sendable {
    /// Whose token it is.
    struct Owner: Hashable, Sendable {
        let target: String
        let user: String
    }

    private let tokens = Mutex<[Owner: Token]>([:])

    func token(of owner: Owner) -> Token? { tokens.withLock { $0[owner] } }

    func keep(_ token: Token, of owner: Owner) { tokens.withLock { $0[owner] = token } }

    func drop(_ owner: Owner) { _ = tokens.withLock { $0.removeValue(forKey: owner) } }
}
