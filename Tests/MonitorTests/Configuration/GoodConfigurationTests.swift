import Configuration
import FoundationEssentials
import HTTPTypes
import Monitor
import Probes
import Results
import Testing
import TestSupport
import Transport

@Suite("Good configurations")
struct GoodConfigurationTests {
    private static let smallest = """
        targets:
          - { name: local, url: "ws://127.0.0.1:8000/ws" }
        probes:
          - { name: golden-path, target: local }
        """

    @Test("the smallest configuration has every default")
    func smallest() throws {
        let configuration = try Loaded.configuration(Self.smallest)
        #expect(configuration.listen.description == "127.0.0.1:9555")
        #expect(configuration.lag == .milliseconds(100))
        #expect(configuration.notes == [])
        let probe = try #require(configuration.scheduled.first)
        #expect(probe.every == .seconds(15))
        #expect(probe.plan.timeout == .seconds(10))
        #expect(probe.plan.linger == .milliseconds(250))
        #expect(probe.plan.sla == Budgets())
        #expect(probe.plan.message == "probe ${nonce}")
        #expect(probe.plan.target.carrier == Carrier.none)
        #expect(probe.plan.target.maxMessage == 5 << 20)
    }

    @Test("every example loads", arguments: try FixtureFolder.configurations(in: FixtureFolder.examples))
    func example(file: String) throws {
        let path = "\(FixtureFolder.examples)/\(file)"
        let passwords = ["PROBE_PASSWORD": "all", "PROBE_1_PASSWORD": "one", "PROBE_2_PASSWORD": "two"]
        let configuration = try Loaded.configuration(
            try FixtureFolder.text(path),
            named: file,
            folder: FixtureFolder.examples,
            environment: passwords
        )
        #expect(!configuration.scheduled.isEmpty)
    }

    @Test("the history is beside its configuration, or where the file says, and keeps as much as it says")
    func store() throws {
        let folder = try TemporaryFolder()
        let rest = "targets: [ { name: a, url: ws://h/ws } ]\nprobes: [ { name: a, target: a } ]\n"
        try folder.write("one.yaml", rest)
        #expect(
            try MonitorConfiguration.load(path: "\(folder.path)/one.yaml").store.path == "\(folder.path)/quintet.db"
        )
        let text = "store: { path: data/q.db, retain: 2h, transcripts: { failed: 3, passed: 0, bytes: 4KiB } }\n"
        try folder.write("two.yaml", text + rest)
        var store = StoreSettings()
        store.path = "\(folder.path)/data/q.db"
        store.retain = .seconds(7_200)
        store.failedTranscripts = 3
        store.passedTranscripts = 0
        store.transcriptBytes = 4_096
        #expect(try MonitorConfiguration.load(path: "\(folder.path)/two.yaml").store == store)
        #expect(MonitorConfiguration.watching(try WebSocketURL("ws://h/ws")).store.path == nil)
    }

    @Test("what is known and not built is accepted and told, each at its place")
    func notes() throws {
        let configuration = try Loaded.configuration(
            try FixtureFolder.text("\(FixtureFolder.examples)/every-key.yaml"),
            named: "every-key.yaml",
            environment: ["PROBE_PASSWORD": "all"]
        )
        #expect(
            configuration.notes.map(\.description) == [
                "every-key.yaml:5:1 external_url: not in force yet, but that calls may come in under its host",
                "every-key.yaml:18:5 targets[0].compression: not in force yet",
                "every-key.yaml:24:7 targets[0].auth.carriers: not in force yet",
                "every-key.yaml:27:7 targets[0].auth.logout: not in force yet",
                "every-key.yaml:28:7 targets[0].auth.ticket: not in force yet",
                "every-key.yaml:34:5 targets[0].health: not in force yet",
                "every-key.yaml:53:5 probes[1]: not scheduled: kind idle is not in force yet",
                "every-key.yaml:57:5 probes[1].idle: not in force yet",
                "every-key.yaml:59:1 slos: not in force yet",
                "every-key.yaml:62:1 maintenance: not in force yet",
            ]
        )
        #expect(configuration.scheduled.map(\.plan.name) == ["golden-path"])
        #expect(configuration.scheduled.map(\.confirm) == [ConfirmPolicy(retries: 1, after: .seconds(2))])
        var store = StoreSettings()
        store.path = "/etc/quintet/quintet.db"
        #expect(configuration.store == store)
        #expect(configuration.probes.map(\.obstacles) == [[], [.kind(.idle)]])
    }

    @Test("a target is read as it is written")
    func target() throws {
        let folder = try TemporaryFolder()
        for file in ["ca.pem", "c.pem"] {
            try folder.write(file, try FixtureFolder.text("\(FixtureFolder.tls)/certificate.pem"))
        }
        try folder.write("k.pem", try FixtureFolder.text("\(FixtureFolder.tls)/key.pem"))
        try folder.write("secrets/one", "correct horse\n")
        let configuration = try Loaded.configuration(
            """
            targets:
              - name: edge
                url: wss://edge.example.com:8443/ws?x=1
                origin: https://app.example.com
                headers: { X-Team: probes, X-Empty: "", X-Gateway: "${env:TWO}" }
                subprotocols: [v1, v2]
                require_subprotocol: true
                max_message: 64KiB
                ip: 6
                tls: { ca_file: ca.pem, cert_file: c.pem, key_file: k.pem, server_name: x, warn_before_expiry: 7d }
                auth: { carrier: query, login: { url: "https://edge.example.com/login" }, every: expiry }
                users:
                  - { email: probe-1@example.com, password: "${file:secrets/one}" }
                  - { email: probe-2@example.com, password: "${env:TWO}", name: two }
                handshake: welcome
                request: chat
                envelope: hybrid
            probes:
              - { name: golden-path, target: edge }
            """,
            folder: folder.path,
            environment: ["TWO": "battery staple"]
        )
        let target = try #require(configuration.targets.first)
        #expect(target.url.description == "wss://edge.example.com:8443/ws")
        #expect(
            target.headers.map { "\($0.name.rawName): \($0.value)" }
                == ["X-Team: probes", "X-Empty: ", "X-Gateway: battery staple", "Origin: https://app.example.com"]
        )
        #expect(target.secretHeaders.map(\.rawName) == ["X-Gateway"])
        #expect(target.subprotocols == ["v1", "v2"])
        #expect(target.requiresSubprotocol)
        #expect(target.maxMessage == 65_536)
        #expect(target.addresses == .v6)
        #expect(
            target.tls
                == TLSSettings(
                    caFile: "\(folder.path)/ca.pem",
                    certificateFile: "\(folder.path)/c.pem",
                    keyFile: "\(folder.path)/k.pem",
                    serverName: "x"
                )
        )
        #expect(target.warnBeforeExpiry == .seconds(7 * 86_400))
        #expect(target.carrier == .query)
        #expect(target.tokens == .login(url: "https://edge.example.com/login"))
        #expect(target.tokenLife == .expiry)
        #expect(
            target.users == [
                ProbeUser(email: "probe-1@example.com", password: Secret("correct horse")),
                ProbeUser(email: "probe-2@example.com", password: Secret("battery staple"), name: "two"),
            ]
        )
        #expect(target.handshake == .welcome)
        #expect(target.request == .chat)
        #expect(target.envelope == .hybrid)
    }

    @Test("a pattern makes as many users as it says, each with a label of its own")
    func pattern() throws {
        let configuration = try Loaded.configuration(
            """
            targets:
              - name: local
                url: ws://127.0.0.1:8000/ws
                auth: { login: { url: "http://127.0.0.1:8000/login" } }
                users: { count: 3, email: "probe-${n}@example.com", password: "all" }
            probes: [ { name: golden-path, target: local } ]
            """
        )
        let users = configuration.targets.first?.users ?? []
        #expect(users.map(\.email) == (1...3).map { "probe-\($0)@example.com" })
        #expect(users.map(\.label) == ["probe-1", "probe-2", "probe-3"])
        #expect(configuration.targets.first?.carrier == .header)
    }

    @Test("defaults hold key by key, also inside of sla; what the probe says wins")
    func defaults() throws {
        let configuration = try Loaded.configuration(
            """
            defaults:
              target: local
              every: 30s
              sla: { total: 4s, gap: 1s, events: { tool_executing: 1s, tool_completed: 2s } }
            targets:
              - { name: local, url: "ws://127.0.0.1:8000/ws" }
            probes:
              - { name: a }
              - { name: b, every: 1m, sla: { gap: 2s, events: { tool_completed: 3s } } }
            """
        )
        #expect(configuration.probes.map(\.every) == [.seconds(30), .seconds(60)])
        #expect(
            configuration.probes.map(\.plan.sla) == [
                Budgets(
                    gap: .seconds(1),
                    total: .seconds(4),
                    events: ["tool_executing": .seconds(1), "tool_completed": .seconds(2)]
                ),
                Budgets(
                    gap: .seconds(2),
                    total: .seconds(4),
                    events: ["tool_executing": .seconds(1), "tool_completed": .seconds(3)]
                ),
            ]
        )
    }

    @Test(
        "a probe that cannot tell the truth without an unbuilt part is not scheduled, and says so",
        arguments: [
            ("proxy: http://127.0.0.1:3128", UnbuiltPart.proxy),
            ("follow_redirects: true", .redirects),
            ("steps: [ { http: \"GET http://127.0.0.1/cart\", capture: { cart: $.id } } ]", .steps),
            ("auth: { carrier: ticket, token: abc }", .ticket),
            ("auth: { oauth2: { token_url: \"http://127.0.0.1/t\", client_id: a, client_secret: b } }", .oauth2),
            (
                "auth: { jwt: { secret: abc, claims: { iss: me, aud: [a, b] }, lifetime: 10m } }\n"
                    + "    users: [ { email: a@b.c, password: d } ]",
                .jwt
            ),
        ]
    )
    func obstacles(key: String, part: UnbuiltPart) throws {
        let configuration = try Loaded.configuration(
            """
            targets:
              - name: local
                url: ws://127.0.0.1:8000/ws
                \(key)
            probes:
              - { name: golden-path, target: local }
            """
        )
        #expect(configuration.scheduled.isEmpty)
        #expect(configuration.probes.map(\.obstacles) == [[part]])
        #expect(configuration.notes.last?.message == "not scheduled: \(part) is not in force yet")
        #expect(configuration.notes.count == 2)
    }

    @Test("no secret of a configuration is shown by printing or dumping it")
    func secrecy() throws {
        let configuration = try Loaded.configuration(
            """
            targets:
              - name: local
                url: ws://127.0.0.1:8000/ws
                auth: { login: { url: "http://127.0.0.1:8000/login" } }
                users: [ { email: a@b.c, password: "${env:PASSWORD}" } ]
              - { name: other, url: "ws://127.0.0.1:8000/ws", auth: { token: "${env:TOKEN}" } }
            probes: [ { name: golden-path, target: local } ]
            """,
            environment: ["PASSWORD": "correct horse", "TOKEN": "battery.staple"]
        )
        var dumped = ""
        dump(configuration, to: &dumped)
        let shown = "\(configuration) \(String(reflecting: configuration)) \(dumped)"
        #expect(!shown.contains("correct horse"))
        #expect(!shown.contains("battery.staple"))
        // The twin: what is no secret is found that way.
        #expect(shown.contains("golden-path"))
        #expect(configuration.targets.last?.tokens == .fixed(Secret("battery.staple")))
    }
}
