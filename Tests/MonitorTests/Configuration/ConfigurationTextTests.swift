import Configuration
import FoundationEssentials
import Monitor
import Probes
import Testing

@Suite("A configuration shown")
struct ConfigurationTextTests {
    @Test("it shows every default, and reads back as the same")
    func roundTrip() throws {
        let configuration = try Loaded.configuration(
            """
            listen: "[::1]:9555"
            targets:
              - name: local
                url: ws://127.0.0.1:8000/ws
                origin: http://localhost:3000
                subprotocols: [v1, "2"]
                request: '{"ask": "${message}"}'
            probes:
              - { name: a, target: local, message: "it's \\"${nonce}\\"", sla: { events: { tool_completed: 1500ms } } }
              - { name: b, target: local, every: 1h30m, messages: 3 }
            """
        )
        let text = ConfigurationText.of(configuration)
        #expect(
            text == """
                listen: "[::1]:9555"
                monitor:
                  lag: 100ms
                store:
                  retain: 30d
                  transcripts:
                    failed: 1000
                    passed: 50
                    bytes: 256KiB
                targets:
                  - name: local
                    url: "ws://127.0.0.1:8000/ws"
                    origin: "http://localhost:3000"
                    subprotocols: [v1, "2"]
                    require_subprotocol: false
                    max_message: 5MiB
                    ip: any
                    tls:
                      insecure: false
                      warn_before_expiry: 14d
                    auth:
                      carrier: none
                    handshake: auto
                    request: "{\\"ask\\": \\"${message}\\"}"
                    envelope: any
                probes:
                  - name: a
                    kind: journey
                    target: local
                    every: 15s
                    timeout: 10s
                    message: "it's \\"${nonce}\\""
                    contract: agent-run
                    sla:
                      total: 5s
                      events:
                        tool_completed: 1.5s
                    linger: 250ms
                    messages: 1
                    connections: 1
                    confirm:
                      retries: 0
                      after: 2s
                  - name: b
                    kind: journey
                    target: local
                    every: 1h30m
                    timeout: 10s
                    message: "probe ${nonce}"
                    contract: agent-run
                    sla:
                      total: 5s
                    linger: 250ms
                    messages: 3
                    connections: 1
                    confirm:
                      retries: 0
                      after: 2s
                """
        )
        #expect(ConfigurationText.of(try Loaded.configuration(text)) == text)
    }

    @Test("what was fetched for a login, a request or a message is shown as it is written, and no result shows it")
    func fetched() throws {
        let environment = [
            "LOGIN": "http://127.0.0.1:8000/hunter-login?key=a", "ASK": "hunter-ask", "SAY": "hunter-say",
        ]
        func load(_ text: String) throws -> MonitorConfiguration {
            try Loaded.configuration(text, environment: environment)
        }
        let configuration = try load(
            """
            targets:
              - name: local
                url: ws://127.0.0.1:8000/ws
                auth: { login: { url: "${env:LOGIN}" } }
                users: [ { email: a@b.c, password: d } ]
                request: '{"ask": "${message}", "key": "${env:ASK}"}'
              - name: open
                url: ws://127.0.0.1:8000/ws
                auth: { login: { url: "http://127.0.0.1:8000/login?key=hunter-in-the-query" } }
                users: [ { email: a@b.c, password: d } ]
            defaults: { message: "${env:SAY} ${nonce}" }
            probes: [ { name: a, target: local }, { name: b, target: open, message: "hunter-open ${nonce}" } ]
            """
        )
        let text = ConfigurationText.of(configuration)
        let shown = text.split(separator: "\n").map { $0.drop { $0 == " " } }
        for line in [
            #"url: "${env:LOGIN}""#, #"request: "{\"ask\": \"${message}\", \"key\": \"${env:ASK}\"}""#,
            #"message: "${env:SAY} ${nonce}""#, #"url: "http://127.0.0.1:8000/login""#,
        ] {
            #expect(shown.contains(line[...]))
        }
        // The twin: what nobody fetched is shown.
        #expect(text.ranges(of: "hunter").count == 1)
        #expect(shown.contains(#"message: "hunter-open ${nonce}""#))
        #expect(
            configuration.probes[0].plan.target.secrets.map { $0.reveal() }
                == ["LOGIN", "ASK", "SAY"].map { environment[$0] }
        )
        #expect(configuration.probes[1].plan.target.secrets == [])
    }

    @Test("secrets are redacted, also those that may stand in headers and queries")
    func secrets() throws {
        let text = ConfigurationText.of(
            try Loaded.configuration(
                """
                targets:
                  - name: local
                    url: ws://127.0.0.1:8000/ws?key=hunter-in-the-query
                    headers: { X-Key: hunter-in-a-header }
                    auth: { login: { url: "http://127.0.0.1:8000/login" } }
                    users: [ { email: a@b.c, password: hunter-as-password } ]
                  - { name: other, url: "ws://127.0.0.1:8000/ws", auth: { token: hunter-as-token } }
                probes: [ { name: a, target: local }, { name: b, kind: idle, target: local } ]
                """
            )
        )
        #expect(!text.contains("hunter"))
        #expect(text.contains("        - email: a@b.c\n".dropFirst(2)))
        #expect(text.contains("password: \"<redacted>\""))
        #expect(text.contains("token: \"<redacted>\""))
        #expect(text.contains("X-Key: \"<redacted>\""))
        #expect(text.contains("# not scheduled: kind idle is not in force yet"))
    }
}
