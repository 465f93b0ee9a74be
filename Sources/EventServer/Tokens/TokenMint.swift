import Configuration
import FoundationEssentials
import JWTKit

/// Makes tokens, two at a time.
struct TokenMint: Sendable {
    /// What a login gives.
    struct Pair: Sendable, Equatable {
        let access: String
        let refresh: String
        let lifetime: Duration
    }

    private let keys: JWTKeyCollection
    private let settings: JWTSettings
    private let environment: ServerEnvironment

    /// What makes tokens, and the reader that checks them with the same key.
    static func started(
        _ settings: JWTSettings,
        environment: ServerEnvironment,
        revocations: Revocations
    ) async throws -> (mint: TokenMint, reader: TokenReader) {
        let keys = JWTKeyCollection()
        let secret = settings.secret?.reveal() ?? RandomText.secret(64)
        await keys.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
        let reader = TokenReader(
            algorithm: try await keys.getKey(),
            issuer: settings.issuer,
            audience: settings.audience,
            revocations: revocations
        )
        return (TokenMint(keys: keys, settings: settings, environment: environment), reader)
    }

    /// A pair for `user`; `login` is that of the pair it renews.
    func pair(for user: User, login: String? = nil, at now: Timestamp) async throws -> Pair {
        let login = login ?? RandomText.hex(32)
        return Pair(
            access: try await keys.sign(claims(user, .access, login, settings.lifetime, now)),
            refresh: try await keys.sign(claims(user, .refresh, login, settings.refreshLifetime, now)),
            lifetime: settings.lifetime
        )
    }

    private func claims(
        _ user: User,
        _ kind: TokenClaims.Kind,
        _ login: String,
        _ lifetime: Duration,
        _ now: Timestamp
    ) -> TokenClaims {
        TokenClaims(
            sub: user.id,
            email: user.email,
            name: user.name,
            permissions: user.permissions,
            iat: Date(timeIntervalSince1970: Double(now.wholeSeconds)),
            exp: Date(timeIntervalSince1970: Double(now.advanced(by: lifetime).wholeSeconds)),
            iss: settings.issuer,
            aud: AudienceClaim(value: [settings.audience]),
            jti: RandomText.hex(32),
            sid: login,
            env: environment.rawValue,
            tokenType: kind.rawValue,
            type: kind.rawValue
        )
    }
}
