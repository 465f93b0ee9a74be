import TestSupport

/// A folder with the files of one test: who may log in, and what the monitor watches.
final class Stage {
    static let email = "probe-1@example.com"
    static let password = "a long and boring password"

    private let folder: TemporaryFolder
    var usersFile: String { path("users.yaml") }
    var passwordFile: String { path("password") }

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("password", Self.password + "\n")
        try folder.write("users.yaml", "users:\n  - { email: \(Self.email), password: \(Self.password) }\n")
    }

    /// Where the file called `name` is.
    func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    /// Writes `text` to the file called `name`.
    func write(_ name: String, _ text: String) throws { try folder.write(name, text) }

    /// What `quintet probe` is told to run a journey against the server at `address`. However slow the machine is, it has
    /// the time for it.
    func probe(_ address: String, _ flags: String...) -> [String] {
        [
            "probe", "--url", "ws://\(address)/ws", "--login", "http://\(address)/auth/login",
            "--email", Self.email, "--password-file", passwordFile,
            // Far beyond whatever a machine under load makes of a run: no time is up by accident.
            "--timeout", "10m", "--sla", "10m",
        ] + flags
    }

    /// Writes a configuration with one probe for a server at `address`, and returns where it is. How late the monitor is
    /// itself is no matter to it: a machine under load would make everything inconclusive.
    ///
    /// - Parameters:
    ///   - carrier: how the token travels.
    ///   - dead: a URL that a second probe, `dead`, goes to.
    func configuration(
        watching address: String,
        by carrier: String = "header",
        every: String = "10s",
        and dead: String? = nil
    ) throws -> String {
        let target = dead.map { "  - { name: dead, url: \"\($0)\" }\n" } ?? ""
        let probe = dead == nil ? "" : "  - { name: dead, target: dead }\n"
        try folder.write(
            "quintet.yaml",
            """
            monitor: { lag: 60s }
            defaults: { every: \(every), timeout: \(every), sla: { total: \(every) } }
            targets:
              - name: local
                url: ws://\(address)/ws
                auth:
                  carrier: \(carrier)
                  login: { url: "http://\(address)/auth/login" }
                users:
                  - { email: \(Self.email), password: "${file:password}" }
            \(target)
            probes:
              - { name: golden-path, target: local }
            \(probe)
            """
        )
        return path("quintet.yaml")
    }
}
