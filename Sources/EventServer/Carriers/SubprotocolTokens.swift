/// Credentials in Sec-WebSocket-Protocol, in every form that clients use.
///
/// Browsers send `jwt-auth, jwt.<base64url of the JWT>`; the command-line client sends seven tokens on one line, with
/// the raw JWT, with and without the name of an environment: `jwt.<env>.<JWT>, jwt-auth.<env>.<JWT>, …`.
enum SubprotocolTokens {
    private static let prefixes = ["jwt-auth.", "staging-auth.", "bearer.", "jwt."]
    /// A name is short; what is longer may be a credential in a form not known here.
    private static let longestName = 32

    /// The JWT that an offered token carries; nil for one that carries none.
    static func credential(in token: String) -> String? {
        guard let prefix = prefixes.first(where: token.hasPrefix) else { return nil }
        var rest = token.dropFirst(prefix.count)
        switch rest.count(where: { $0 == "." }) {
        case 0:
            guard let bytes = Base64URL.decode(rest) else { return String(rest) }
            return String(validating: bytes, as: UTF8.self) ?? String(rest)
        case 3:
            rest = rest[rest.index(after: rest.firstIndex(of: ".") ?? rest.startIndex)...]
            return String(rest)
        default:
            return String(rest)
        }
    }

    /// The offered token to answer with: `jwt-auth`, or else the first that is a mere name. Nil where every one holds
    /// a secret, which must not come back in a response header.
    static func echo(of offered: [String]) -> String? {
        if offered.contains("jwt-auth") { return "jwt-auth" }
        return offered.first { $0.utf8.count <= longestName && !$0.contains(".") }
    }
}
