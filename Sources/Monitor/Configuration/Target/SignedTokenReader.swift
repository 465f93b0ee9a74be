import Configuration

/// Checks `auth.jwt`: tokens that the monitor signs itself.
enum SignedTokenReader {
    /// Reports whatever is wrong with it.
    static func check(_ node: ConfigNode) {
        guard let map = node.mapping() else { return }
        _ = map.required("secret", "it as ${file:path} or ${env:NAME}")?.secret()
        for (name, value) in map["claims"]?.mapping()?.entries ?? [] { claim(name, value) }
        _ = map["lifetime"]?.duration(in: .seconds(1) ... .seconds(86_400))
        map.finish()
    }

    private static func claim(_ name: String, _ value: ConfigNode) {
        switch name {
        case "sub": value.report("is the user's email, written at each run; remove it")
        case "iat", "exp", "nbf", "jti": value.report("is written at each run; remove it, or see lifetime")
        default: plain(value)
        }
    }

    /// A claim may be a text, a list or a mapping of them; it may not be nothing.
    private static func plain(_ value: ConfigNode) {
        switch value.kind {
        case .text: _ = value.string(allowingEmpty: true)
        case .list: value.list()?.forEach(plain)
        case .mapping: value.mapping()?.entries.forEach { plain($0.node) }
        case .nothing: value.report("found nothing; want a text, a list or a mapping")
        case .refused: break
        }
    }
}
