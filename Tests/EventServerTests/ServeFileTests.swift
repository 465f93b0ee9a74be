import Configuration
import Testing
import Transport

@testable import EventServer

@Suite("serve.yaml")
struct ServeFileTests {
    private static func read(_ text: String) throws(ConfigurationError) -> ServeFile {
        try ConfigurationFile.load(text: text, named: "serve.yaml", folder: "/etc/quintet", read: ServeFile.read)
    }

    @Test("every key of it is read")
    func everyKey() throws {
        let file = try Self.read(
            """
            listen: "[::1]:9000"
            env: development
            users_file: users.yaml
            jwt: { secret: "0123456789abcdef0123456789abcdef", issuer: me, audience: you, lifetime: 5m }
            tls: { cert_file: cert.pem, key_file: key.pem, client_ca_file: ca.pem }
            agent: { kind: openai, url: "http://127.0.0.1:11434/v1", model: m, key: k-123456, pace: 0s }
            carriers: [header, ticket]
            origins: ["http://localhost:3000"]
            limits: { connections: 1, connections_per_user: 2, requests_per_second: 3, login_attempts: 4/s, runs_per_user: 5,
                      message: 6KiB, head: 7KiB, head_time: 8s, run: 9s, idle: 10s, unread: 11s }
            replay: { events: 12, for: 13m, bytes: 14MiB }
            drain: 15s
            heartbeat: 20s
            faults: ["tool_completed:drop", "*:delay=1s;once"]
            """
        )
        let read = file.configuration
        #expect(read.listen == ListenAddress(host: "::1", port: 9000) && read.environment == .development)
        #expect(read.usersFile == "/etc/quintet/users.yaml")
        #expect(
            read.jwt
                == JWTSettings(
                    secret: Secret("0123456789abcdef0123456789abcdef"),
                    issuer: "me",
                    audience: "you",
                    lifetime: .seconds(300)
                )
        )
        #expect(read.agent == AgentSettings(kind: .builtIn, pace: .zero))
        #expect(read.carriers == [.header, .ticket] && read.origins == ["http://localhost:3000"])
        var limits = ServerLimits()
        (limits.connections, limits.connectionsPerUser, limits.runsPerUser) = (1, 2, 5)
        (limits.loginAttempts, limits.message) = (Rate(count: 4, per: .seconds(1)), 6 << 10)
        limits.head = HeadLimits(size: 7 << 10, time: .seconds(8))
        (limits.run, limits.unread) = (.seconds(9), .seconds(11))
        #expect(read.limits == limits)
        #expect(read.replay == ReplaySettings(events: 12, time: .seconds(780), bytes: 14 << 20))
        #expect(read.drain == .seconds(15) && read.heartbeat == .seconds(20))
        #expect(read.faults.map(\.description) == ["tool_completed:drop", "*:delay=1s;once"])
        #expect(
            file.notes.map(\.description) == [
                "serve.yaml:5:1 tls: not in force yet; ws:// alone is spoken",
                "serve.yaml:6:10 agent.kind: openai is not in force yet; the built-in agent answers",
                "serve.yaml:9:52 limits.requests_per_second: not in force yet",
                "serve.yaml:10:62 limits.idle: not in force yet",
            ]
        )
    }

    @Test("an empty mapping gives the defaults of the page")
    func defaults() throws {
        let read = try Self.read("{}").configuration
        #expect(read.listen.description == "127.0.0.1:8000" && read.environment == .production)
        #expect(read.limits == ServerLimits() && read.replay == ReplaySettings() && read.drain == .seconds(10))
        #expect(read.heartbeat == .seconds(25))
        #expect(
            read.limits.connections == 10_000 && read.limits.connectionsPerUser == 10 && read.limits.runsPerUser == 20
        )
        #expect(
            read.limits.message == 5 << 20 && read.limits.head.size == 16 << 10 && read.limits.head.time == .seconds(10)
        )
        #expect(read.limits.loginAttempts == Rate(count: 10, per: .seconds(60)) && read.limits.run == .seconds(60))
        #expect(read.replay.events == 1000 && read.replay.time == .seconds(300))
        #expect(read.jwt.issuer == "netra-auth-service" && read.jwt.audience == "netra-platform")
        #expect(read.jwt.lifetime == .seconds(900) && read.jwt.secret == nil)
        #expect(read.carriers == Set(CredentialCarrier.allCases))
    }

    @Test(
        "each defect has its message",
        arguments: [
            ("listen: 8000", "serve.yaml:1:1 listen: 8000 is not HOST:PORT, as 127.0.0.1:8000"),
            ("listen: \":8000\"", "serve.yaml:1:1 listen: \":8000\" is not HOST:PORT, as 127.0.0.1:8000"),
            ("env: staging", "serve.yaml:1:1 env: staging is not one of development, production"),
            ("user_file: x", "serve.yaml:1:1 user_file: unknown key; did you mean users_file?"),
            (
                "users_file: a\nusers_db: b",
                "serve.yaml:2:1 users_db: cannot stand beside users_file; keep one of the two"
            ),
            (
                "jwt: { secret: short-secret }",
                "serve.yaml:1:8 jwt.secret: has 12 bytes; HS256 wants 32 at least, as `openssl rand -base64 48` makes them"
            ),
            ("jwt: { lifetime: 2d }", "serve.yaml:1:8 jwt.lifetime: 2d is too long; want 1s to 1d"),
            ("agent: { kind: none }", "serve.yaml:1:10 agent.kind: none is not one of built-in, openai"),
            (
                "carriers: [cookie]",
                "serve.yaml:1:12 carriers[0]: cookie is not one of subprotocol, header, query, ticket"
            ),
            ("carriers: []", "serve.yaml:1:1 carriers: has 0 items; want 1 to 4"),
            ("limits: { head: 100B }", "serve.yaml:1:11 limits.head: 100B is too small; want at least 1KiB"),
            ("limits: { login_attempts: 10 }", "serve.yaml:1:11 limits.login_attempts: 10 is not a rate like 10/m"),
            (
                "limits: { runs_per_user: 0 }",
                "serve.yaml:1:11 limits.runs_per_user: 0 is out of range; want a whole number, 1 to 1000000"
            ),
            ("replay: { for: 2d }", "serve.yaml:1:11 replay.for: 2d is too long; want 0s to 1d"),
            ("drain: 10", "serve.yaml:1:1 drain: 10 has no unit; want a duration like 250ms, 5s, 2m, 1h30m or 30d"),
            (
                "faults: [\"*:explode\"]",
                "serve.yaml:1:10 faults[0]: \"*:explode\": \"explode\" is no kind of fault; want one of drop, delay, close, leak"
            ),
        ]
    )
    func defects(text: String, message: String) {
        let error = #expect(throws: ConfigurationError.self) { _ = try Self.read(text) }
        #expect(error?.description == message)
    }
}
