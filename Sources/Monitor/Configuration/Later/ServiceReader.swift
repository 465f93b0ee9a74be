import Configuration

/// Checks the parts of the service that are known and not built: alerts, TLS and passwords of HTTP.
enum ServiceReader {
    /// Reports what is wrong with them, and says that they are not in force.
    static func check(_ root: ConfigMapping) {
        if let node = root["web_config"] {
            _ = node.existingFile()
            // Whoever wrote it believes that a password is asked for.
            node.note("not in force yet: HTTP is served without TLS and without a password")
        }
        // Known here, so that unknown keys are told the order of the page that describes them.
        root.allow("store")
        if let node = root["alerts"] {
            alerts(node)
            node.noteUnbuilt()
        }
    }

    private static func alerts(_ node: ConfigNode) {
        guard let map = node.mapping() else { return }
        for pattern in map["rules"]?.list() ?? [] { _ = pattern.path() }
        _ = map["receivers"]?.existingFile()
        map.finish()
    }
}
