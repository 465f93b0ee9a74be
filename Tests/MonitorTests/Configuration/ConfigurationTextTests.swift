import Configuration
import FoundationEssentials
import Monitor
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
