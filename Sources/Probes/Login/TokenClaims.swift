import FoundationEssentials

/// What a token says of itself. It is not validated: only its server can do that.
struct TokenClaims: Equatable {
    /// When it ends, in seconds since 1970; nil where it does not say.
    let expiry: Double?
    /// Whose it is.
    let subject: String?

    /// Reads the middle part of a JWT; no claims at all for anything else, since a token may be opaque.
    init(_ token: String) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let claims = Self.decoded(parts[1]) else {
            (expiry, subject) = (nil, nil)
            return
        }
        if case .number(let number)? = claims["exp"], number.double.isFinite {
            expiry = number.double
        } else {
            expiry = nil
        }
        subject = claims["sub"]?.string
    }

    private static func decoded(_ part: Substring) -> JSONValue? {
        var text = String(part.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        text += String(repeating: "=", count: (4 - text.count % 4) % 4)
        guard let data = Data(base64Encoded: text) else { return nil }
        // A middle part that is no JSON makes the token opaque, which is no mistake.
        return try? JSONValue(parsing: Array(data))
    }
}
