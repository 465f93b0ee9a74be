import Configuration

/// Checks the parts of the service that are known and not built: the store, alerts, TLS and passwords of HTTP.
enum ServiceReader {
    /// Reports what is wrong with them, and says that they are not in force.
    static func check(_ root: ConfigMapping) {
        if let node = root["web_config"] {
            _ = node.existingFile()
            // Whoever wrote it believes that a password is asked for.
            node.note("not in force yet: HTTP is served without TLS and without a password")
        }
        if let node = root["store"] {
            store(node)
            node.noteUnbuilt()
        }
        if let node = root["alerts"] {
            alerts(node)
            node.noteUnbuilt()
        }
    }

    private static func store(_ node: ConfigNode) {
        guard let map = node.mapping() else { return }
        _ = map["path"]?.path()
        _ = map["retain"]?.duration(in: .seconds(3_600) ... .seconds(3_650 * 86_400))
        if let transcripts = map["transcripts"]?.mapping() {
            _ = transcripts["failed"]?.int(in: 0...1_000_000)
            _ = transcripts["passed"]?.int(in: 0...1_000_000)
            _ = transcripts["bytes"]?.byteSize(in: 1_024...(64 << 20))
            transcripts.finish()
        }
        map.finish()
    }

    private static func alerts(_ node: ConfigNode) {
        guard let map = node.mapping() else { return }
        for pattern in map["rules"]?.list() ?? [] { _ = pattern.path() }
        _ = map["receivers"]?.existingFile()
        map.finish()
    }
}
