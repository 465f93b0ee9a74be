import Configuration

/// Reads `jwt: { secret, issuer, audience, lifetime }`.
enum JWTReader {
    static func read(_ node: ConfigNode) -> JWTSettings? {
        guard let map = node.mapping() else { return nil }
        var settings = JWTSettings()
        if let node = map.optional("secret"), let secret = node.secret() {
            let size = secret.reveal().utf8.count
            if size >= JWTSettings.shortestSecret {
                settings.secret = secret
            } else {
                node.report(
                    "has \(size) bytes; HS256 wants \(JWTSettings.shortestSecret) at least, "
                        + "as `openssl rand -base64 48` makes them"
                )
            }
        }
        set(&settings.issuer, to: map.optional("issuer")?.string())
        set(&settings.audience, to: map.optional("audience")?.string())
        set(&settings.lifetime, to: map.optional("lifetime")?.duration(in: JWTSettings.lifetimes))
        map.finish()
        return settings
    }
}
