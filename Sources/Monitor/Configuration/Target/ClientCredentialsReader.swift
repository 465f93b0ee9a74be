import Configuration

/// Checks `auth.oauth2`: tokens of the client credentials grant (RFC 6749 §4.4).
enum ClientCredentialsReader {
    /// Reports whatever is wrong with it.
    static func check(_ node: ConfigNode) {
        guard let map = node.mapping() else { return }
        _ = map.required("token_url", "where tokens are asked for")?.httpURL()
        _ = map.required("client_id")?.string()
        _ = map.required("client_secret", "it as ${file:path} or ${env:NAME}")?.secret()
        _ = map["scope"]?.string()
        map.finish()
    }
}
