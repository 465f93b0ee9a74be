import Configuration

/// Checks the parts of the service that are known and not built: TLS and passwords of HTTP.
enum ServiceReader {
    /// Reports what is wrong with them, and says that they are not in force.
    static func check(_ root: ConfigMapping) {
        if let node = root["web_config"] {
            _ = node.existingFile()
            // Whoever wrote it believes that a password is asked for.
            node.note("not in force yet: HTTP is served without TLS and without a password")
        }
        // Read by their own readers; named here for their places in the list of keys that unknown ones are told.
        root.allow("store")
        root.allow("alerts")
    }
}
