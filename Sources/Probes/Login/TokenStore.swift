import Crypto
import Synchronization

/// The tokens in use, one for each user of each target.
final class TokenStore: Sendable {
    /// Whose token it is.
    struct Owner: Hashable, Sendable {
        let target: String
        let user: String

        /// What the ids of this user's runs begin with, in whatever process they were begun: a server may replay a run
        /// that another one left unfinished.
        var runPrefix: String {
            let digest = SHA256.hash(data: Array("\(target)\u{0}\(user)".utf8))
            let tag = digest.prefix(4).map { byte in
                let digits = String(byte, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }
            return "quintet_\(tag.joined())_"
        }
    }

    private let tokens = Mutex<[Owner: Token]>([:])

    func token(of owner: Owner) -> Token? { tokens.withLock { $0[owner] } }

    func keep(_ token: Token, of owner: Owner) { tokens.withLock { $0[owner] = token } }

    func drop(_ owner: Owner) { _ = tokens.withLock { $0.removeValue(forKey: owner) } }
}
