import FoundationEssentials
import JWTKit

/// Checks tokens: signature, algorithm, times, issuer, audience, type, and whether they were revoked.
///
/// It is synchronous, so that an upgrade is decided where its head was read.
struct TokenReader: Sendable {
    /// How old a token may be, whatever its `exp` says.
    static let oldest: TimeInterval = 24 * 3600
    /// How far the clock of whoever issued it may be ahead.
    static let skew: TimeInterval = 60

    private let algorithm: any JWTAlgorithm
    private let issuer: String
    private let audience: String
    private let revocations: Revocations
    private let parser = DefaultJWTParser()

    init(algorithm: any JWTAlgorithm, issuer: String, audience: String, revocations: Revocations) {
        self.algorithm = algorithm
        self.issuer = issuer
        self.audience = audience
        self.revocations = revocations
    }

    /// The claims of `token`, if it is good at `now` and of the type `kind`.
    func read(
        _ token: some StringProtocol,
        as kind: TokenClaims.Kind = .access,
        at now: Timestamp
    ) throws(TokenRefusal) -> TokenClaims {
        let claims = try signed(token)
        try check(claims, kind, Date(timeIntervalSince1970: now.seconds))
        guard !revocations.contains(anyOf: Self.revocationKeys(claims, of: token), at: now) else { throw .revoked }
        return claims
    }

    /// What `token`, an access token, grants at `now`.
    func grant(_ token: some StringProtocol, at now: Timestamp) throws(TokenRefusal) -> Grant {
        let claims = try read(token, at: now)
        guard let expires = Timestamp(seconds: claims.exp.timeIntervalSince1970) else { throw .time }
        return Grant(user: claims.user, keys: Self.revocationKeys(claims, of: token), expires: expires)
    }

    /// Under which ids a token can be revoked: its own, its login's, and its signature where it has neither.
    static func revocationKeys(_ claims: TokenClaims, of token: some StringProtocol) -> [String] {
        let ids = [claims.jti.map { "jti:\($0)" }, claims.sid.map { "sid:\($0)" }].compactMap(\.self)
        return ids.isEmpty ? ["sig:\(token.split(separator: ".").last ?? "")"] : ids
    }

    private func signed(_ token: some StringProtocol) throws(TokenRefusal) -> TokenClaims {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let signature = Base64URL.decode(parts[2]) else { throw .malformed }
        let parsed: (header: JWTHeader, payload: TokenClaims, signature: Data)
        do {
            parsed = try parser.parse(Array(token.utf8), as: TokenClaims.self)
        } catch {
            throw .malformed
        }
        // The one algorithm of our key: a token that names another, `none` above all, is refused unread.
        guard parsed.header.alg == algorithm.name else { throw .algorithm }
        let input = Array("\(parts[0]).\(parts[1])".utf8)
        do {
            guard try algorithm.verify(signature, signs: input) else { throw TokenRefusal.signature }
        } catch {
            throw .signature
        }
        return parsed.payload
    }

    private func check(_ claims: TokenClaims, _ kind: TokenClaims.Kind, _ now: Date) throws(TokenRefusal) {
        // A number in JSON may be 1e300, which is a date to Foundation and a trap to whoever counts with it.
        guard [claims.iat, claims.exp, claims.nbf].allSatisfy({ $0.map(Self.isTime) ?? true }) else { throw .time }
        guard now < claims.exp else { throw .expired }
        guard claims.iat <= now.addingTimeInterval(Self.skew) else { throw .issuedInFuture }
        guard now.timeIntervalSince(claims.iat) <= Self.oldest else { throw .tooOld }
        guard claims.nbf.map({ $0 <= now.addingTimeInterval(Self.skew) }) ?? true else { throw .notYet }
        guard claims.iss == issuer else { throw .issuer }
        guard claims.aud.value.contains(audience) else { throw .audience }
        guard !claims.sub.isEmpty else { throw .subject }
        // A token without a type was made elsewhere with our secret; a refresh token always says what it is.
        let types = [claims.tokenType, claims.type].compactMap(\.self)
        guard types.allSatisfy({ $0 == kind.rawValue }), kind == .access || !types.isEmpty else { throw .kind }
    }
}

extension TokenReader {
    private static func isTime(_ date: Date) -> Bool { Timestamp(seconds: date.timeIntervalSince1970) != nil }
}

extension TokenClaims {
    /// The user that the token speaks for.
    var user: User {
        User(id: sub, email: email ?? (sub.contains("@") ? sub : ""), name: name, permissions: permissions ?? [])
    }
}
