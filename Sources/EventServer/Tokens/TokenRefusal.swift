/// Why a text is no credential.
enum TokenRefusal: String, Error, Equatable, CaseIterable {
    case malformed
    case algorithm
    case signature
    /// One of its times is none of this calendar.
    case time
    case expired
    case issuedInFuture = "issued_in_future"
    case notYet = "not_yet"
    case tooOld = "too_old"
    case issuer
    case audience
    case subject
    case kind = "token_type"
    case revoked
    case unknownTicket = "unknown_ticket"

    /// For the one who sent it; names no value of the token.
    var message: String {
        switch self {
        case .malformed: "the token is no JWT"
        case .algorithm: "the token is not signed with HS256"
        case .signature: "the token's signature is wrong"
        case .time: "a time in the token is not one of the years 1970 to 9999"
        case .expired: "the token has expired"
        case .issuedInFuture: "the token was issued in the future; compare the clocks"
        case .notYet: "the token is not good yet; compare the clocks"
        case .tooOld: "the token was issued more than 24 hours ago"
        case .issuer: "the token was issued by somebody else"
        case .audience: "the token was issued for somebody else"
        case .subject: "the token names no user"
        case .kind: "the token is of the wrong type"
        case .revoked: "the token was revoked"
        case .unknownTicket: "the ticket is unknown, used or expired"
        }
    }
}
