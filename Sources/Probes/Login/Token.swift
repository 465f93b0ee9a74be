import Configuration
import Results

/// A credential, and how long it may be used.
struct Token: Sendable, Equatable {
    let secret: Secret
    /// Under which ids its server may speak of its user: those of the login's answer and of the token itself.
    let userIDs: [String]
    let obtained: WallTime
    /// When it ends, in seconds since 1970.
    let expiry: Double?

    init(_ text: String, userID: String? = nil, obtained: WallTime) {
        let claims = TokenClaims(text)
        secret = Secret(text)
        userIDs = [userID, claims.subject].compactMap(\.self).filter { !$0.isEmpty }
        self.obtained = obtained
        expiry = claims.expiry
    }

    /// Whether a run that starts at `now` and lasts `run` at the most may still use it.
    func isGood(at now: WallTime, for run: Duration, life: TokenLife) -> Bool {
        if let expiry, now.advanced(by: run).seconds >= expiry { return false }
        switch life {
        case .run: return false
        case .expiry: return expiry != nil
        // A clock that was set back must not make a token young again.
        case .time(let most): return now >= obtained && now < obtained.advanced(by: most)
        }
    }
}
