public import Configuration
public import Transport

/// Reads `serve.yaml`. Every key of it is known; one whose part is not built yet is accepted and noted.
public struct ServeFile: Sendable {
    /// What it says, and the defaults for the rest.
    public let configuration: EventServerConfiguration
    /// What the operator should know although nothing is wrong: `tls: not in force yet`.
    public let notes: [Problem]

    /// Where a server listens that is not told otherwise.
    public static let standardAddress = ListenAddress(host: "127.0.0.1", port: 8000)

    /// Reads the file at `path`; every problem at once.
    public static func load(_ path: String) throws(ConfigurationError) -> ServeFile {
        try ConfigurationFile.load(path: path, read: read)
    }

    /// Reads a file's root; what is wrong is reported there.
    package static func read(_ root: ConfigNode) -> ServeFile? {
        guard let map = root.mapping() else { return nil }
        var configuration = EventServerConfiguration(listen: standardAddress)
        set(
            &configuration.listen,
            to: map.optional("listen")?.value("HOST:PORT, as 127.0.0.1:8000", ListenAddress.init)
        )
        set(&configuration.environment, to: map.optional("env")?.choice(of: ServerEnvironment.self))
        if let users = map.oneOf("users_file", "users_db") {
            if users.key == "users_file" {
                set(&configuration.usersFile, to: users.node.path())
            } else {
                users.node.note("not in force yet; give users_file")
            }
        }
        set(&configuration.jwt, to: map.optional("jwt").flatMap(JWTReader.read))
        set(&configuration.agent, to: map.optional("agent").flatMap(agent))
        let carriers = map.optional("carriers")?.list(count: 1...4)?.compactMap {
            $0.choice(of: CredentialCarrier.self)
        }
        set(&configuration.carriers, to: carriers.map { Set($0) })
        set(&configuration.origins, to: map.optional("origins")?.list(count: 0...100)?.compactMap { $0.string() })
        set(&configuration.limits, to: map.optional("limits").flatMap(LimitsReader.read))
        set(&configuration.heartbeat, to: map.optional("heartbeat")?.duration(in: ServerLimits.times))
        set(&configuration.replay, to: map.optional("replay").flatMap(replay))
        set(&configuration.drain, to: map.optional("drain")?.duration(in: .zero...(.seconds(3600))))
        set(&configuration.faults, to: map.optional("faults")?.list(count: 0...FaultRoom.capacity)?.compactMap(fault))
        noteTLS(map.optional("tls"))
        map.finish()
        return ServeFile(configuration: configuration, notes: root.log.notes)
    }

    private static func noteTLS(_ node: ConfigNode?) {
        guard let node, let map = node.mapping() else { return }
        for key in ["cert_file", "key_file", "client_ca_file"] { _ = map.optional(key)?.path() }
        map.finish()
        node.note("not in force yet; ws:// alone is spoken")
    }

    /// The agents that the file may name.
    private enum AgentName: String, CaseIterable {
        case builtIn = "built-in"
        case openai
    }

    private static func agent(_ node: ConfigNode) -> AgentSettings? {
        guard let map = node.mapping() else { return nil }
        var settings = AgentSettings()
        if let kind = map.optional("kind") {
            switch kind.choice(of: AgentName.self) {
            case .builtIn?: settings.kind = .builtIn
            case .openai?: kind.note("openai is not in force yet; the built-in agent answers")
            case nil: break
            }
        }
        set(&settings.pace, to: map.optional("pace")?.duration(in: .zero...(.seconds(60))))
        _ = map.optional("url")?.url(schemes: ["http", "https"])
        _ = map.optional("model")?.string()
        _ = map.optional("key")?.secret()
        map.finish()
        return settings
    }

    private static func replay(_ node: ConfigNode) -> ReplaySettings? {
        guard let map = node.mapping() else { return nil }
        var settings = ReplaySettings()
        set(&settings.events, to: map.optional("events")?.int(in: 1...100_000))
        set(&settings.time, to: map.optional("for")?.duration(in: .zero...(.seconds(86_400))))
        set(&settings.bytes, to: map.optional("bytes")?.byteSize(in: (64 << 10)...(16 << 30)))
        map.finish()
        return settings
    }

    private static func fault(_ node: ConfigNode) -> FaultRule? {
        node.value("a fault, as tool_completed:drop") { (text) throws(FaultRefusal) in try FaultRule(text) }
    }
}
