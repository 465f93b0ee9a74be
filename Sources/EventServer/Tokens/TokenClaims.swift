import FoundationEssentials
import JWTKit

/// The claims of a token. Those that a token made elsewhere with our secret may lack are optional.
struct TokenClaims: JWTPayload, Equatable {
    enum Kind: String, Codable {
        case access
        case refresh
    }

    var sub: String
    var email: String?
    var name: String?
    var permissions: [String]?
    var iat: Date
    var exp: Date
    /// From when on it is good.
    var nbf: Date?
    var iss: String
    var aud: AudienceClaim
    var jti: String?
    /// The login that the token descends from: a logout ends all of them.
    var sid: String?
    var env: String?
    var tokenType: String?
    var type: String?

    enum CodingKeys: String, CodingKey {
        case sub, email, name, permissions, iat, exp, iss, aud, jti, sid, env, type, nbf
        case tokenType = "token_type"
    }

    /// Nothing: ``TokenReader`` checks the claims, with the time passed in and a reason for each.
    func verify(using algorithm: some JWTAlgorithm) async throws {}
}
