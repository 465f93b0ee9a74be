import FoundationEssentials
import Logging
import Metrics
import Testing
import Transport

@testable import EventServer

@Suite("Credentials and their carriers", .timeLimit(.minutes(5)))
struct CarrierTests {
    /// How a token is sent: header lines and a query, and which subprotocol comes back.
    struct Way: Sendable, CustomTestStringConvertible {
        let name: String
        let headers: @Sendable (String) -> [String]
        let target: @Sendable (String) -> String
        let echo: String?
        var testDescription: String { name }

        init(
            _ name: String,
            headers: @escaping @Sendable (String) -> [String] = { _ in [] },
            target: @escaping @Sendable (String) -> String = { _ in "/ws" },
            echo: String? = nil
        ) {
            (self.name, self.headers, self.target, self.echo) = (name, headers, target, echo)
        }

        static func offering(_ name: String, echo: String? = nil, _ tokens: @escaping @Sendable (String) -> String)
            -> Way
        {
            Way(name, headers: { ["Sec-WebSocket-Protocol: \(tokens($0))"] }, echo: echo)
        }
    }

    static func escaped(_ text: String) -> String {
        text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    static func seven(_ jwt: String) -> String {
        ["jwt.staging", "jwt-auth.staging", "bearer.staging", "staging-auth", "jwt", "jwt-auth", "bearer"]
            .map { "\($0).\(jwt)" }.joined(separator: ", ")
    }

    static let ways = [
        Way("header", headers: { ["Authorization: Bearer \($0)"] }),
        Way("header, lower case", headers: { ["authorization: bearer \($0)"] }),
        .offering("browser", echo: "jwt-auth") { "jwt-auth, jwt.\(Base64URL.encode($0.utf8))" },
        .offering("browser, turned round", echo: "jwt-auth") { "jwt.\(Base64URL.encode($0.utf8)), jwt-auth" },
        .offering("seven tokens on one line", seven),
        .offering("behind others that are no credential", echo: "chat") { "chat, superchat, jwt.\($0)" },
        .offering("behind one that is bad") { "jwt.local.x.y.z, jwt.\($0)" },
        .offering("with an environment") { "bearer.production.\($0)" },
        Way(
            "two lines",
            headers: { ["Sec-WebSocket-Protocol: jwt-auth", "Sec-WebSocket-Protocol: jwt.\($0)"] },
            echo: "jwt-auth"
        ),
        Way("query token", target: { "/ws?token=\($0)&env=local" }),
        Way("query jwt", target: { "/ws?env=local&jwt=\($0)" }),
        Way("query auth_token", target: { "/ws?auth_token=\($0)" }),
        Way("query access_token, percent-encoded", target: { "/ws?access_token=\($0.replacing(".", with: "%2E"))" }),
        Way("query, every character percent-encoded", target: { "/ws?token=\(Self.escaped($0))" }),
        Way("query, its name percent-encoded", target: { "/ws?%74oke%6E=\($0)" }),
        Way("query, empty and then not", target: { "/ws?token=&jwt=&token=\($0)" }),
        Way("query, bad and then good", target: { "/ws?token=x.y.z&token=\($0)" }),
        Way("query, a bad synonym and then a good one", target: { "/ws?access_token=x.y.z&auth_token=\($0)" }),
        Way("query, a broken escape and then a good one", target: { "/ws?token=%zz&jwt=\($0)&token=%" }),
        Way("query, twice the same", target: { "/ws?token=\($0)&token=\($0)" }),
        Way("query, behind empty parts", target: { "/ws?&&=&=x&token&token=\($0)&" }),
        Way("query of a whole URL", target: { "ws://x/ws?token=\($0)" }),
        Way(
            "a bad subprotocol and a good header",
            headers: { ["Sec-WebSocket-Protocol: jwt.x.y.z", "Authorization: Bearer \($0)"] }
        ),
        Way(
            "a bad header and a good query",
            headers: { _ in ["Authorization: Bearer x.y.z"] },
            target: { "/ws?token=\($0)" }
        ),
    ]

    @Test("every way to send a token lets its user in", arguments: ways)
    func letsIn(way: Way) async throws {
        try await TestServer.with { server in
            let token = try await TestUser.ann.login(at: server).access_token
            let socket = try await TestSocket.open(
                port: server.address.port,
                target: way.target(token),
                headers: way.headers(token)
            )
            #expect(socket.answer["sec-websocket-protocol"] == way.echo)
            #expect(socket.answer["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
            let welcome = try await socket.event()
            #expect(welcome.type == "connection_established" && welcome.text.contains(TestUser.ann.id))
        }
    }

    @Test("a bad credential is refused before the upgrade, whatever carries it", arguments: ways)
    func refuses(way: Way) async throws {
        try await TestServer.with { server in
            var token = try await TestUser.ann.login(at: server).access_token
            token.removeLast(4)
            let refusal = await #expect(throws: Refused.self) {
                _ = try await TestSocket.open(
                    port: server.address.port,
                    target: way.target(token),
                    headers: way.headers(token)
                )
            }
            #expect(refusal?.answer.status == 401)
            #expect(refusal?.answer["content-type"] == "application/json")
            #expect(refusal?.answer.body.contains("bad_credential") == true)
            #expect(refusal?.answer.body.contains(token) == false)
        }
    }

    @Test("a credential that cannot be read is a bad one and not none, and an escape is two digits of hexadecimal")
    func unreadable() async throws {
        try await TestServer.with { server in
            for query in [
                "token=%", "token=%4", "token=%zz", "jwt=%+1", "auth_token=%ff", "access_token=%00", "ticket=%",
            ] {
                let refusal = await #expect(throws: Refused.self) {
                    _ = try await TestSocket.open(port: server.address.port, target: "/ws?\(query)")
                }
                #expect(refusal?.answer.status == 401, "\(query)")
                #expect(refusal?.answer.body.contains("bad_credential") == true, "\(query)")
            }
        }
        let query = QueryText("a=1&%61=2&a=&b=%20&c=%+1&d=%c3%a9&e=%E9&f=x=y")
        #expect(query.values("a") == ["1", "2"])
        #expect(query.values("b", "c", "d") == [" ", "%+1", "é"])
        #expect(query.values("e", "f", "g") == ["%E9", "x=y"])
    }

    @Test("nothing of a credential stands in the log, wherever in the target it was put")
    func log() async throws {
        let log = LogLines()
        try await TestServer.with(logger: log.logger) { server in
            let port = server.address.port
            let token = try await TestUser.ann.login(at: server).access_token
            let bad = String(token.dropLast(4))
            let targets = [
                "/ws?token=\(bad)", "/ws%3Ftoken=\(bad)", "/ws;token=\(bad)", "/ws#token=\(bad)", "/\(bad)",
                "/\(bad)/ws",
                "ws://\(bad)@x/ws?ticket=\(bad)", "ws://x/\(bad)", "/ws?token=\(Self.escaped(bad))",
            ]
            for target in targets {
                await #expect(throws: Refused.self) { _ = try await TestSocket.open(port: port, target: target) }
                _ = try await HTTPWire(port: port).get(target)
            }
            _ = try await TestSocket.open(port: port, target: "/ws?token=\(token)").event()
            let needle = try #require(bad.split(separator: ".").last)
            #expect(log.text.contains("connection opened") && log.text.contains("bad_credential"))
            #expect(!log.text.contains(needle) && !log.text.contains(Self.escaped(String(needle))))
        }
    }

    @Test("the twin: a credential in the log is found")
    func logTwin() {
        let log = LogLines()
        log.logger.debug("refused", metadata: ["path": "/ws?token=secret"])
        #expect(log.text.contains("secret"))
    }

    @Test("no credential is 401, and the refusals are counted")
    func missing() async throws {
        try await TestServer.with { server in
            for target in ["/ws", "/ws?token=", "/ws?ticket=nobody"] {
                let refusal = await #expect(throws: Refused.self) {
                    _ = try await TestSocket.open(port: server.address.port, target: target)
                }
                #expect(refusal?.answer.status == 401, "\(target)")
            }
            let text = server.metrics.exposition(.text004)
            #expect(text.contains(#"quintet_server_refusals_total{reason="no_credential"} 2"#))
            #expect(text.contains(#"quintet_server_refusals_total{reason="bad_credential"} 1"#))
        }
    }

    @Test("a carrier that is not allowed holds nothing")
    func disallowed() async throws {
        try await TestServer.with {
            $0.carriers = [.header]
        } _: { server in
            let token = try await TestUser.ann.login(at: server).access_token
            let refusal = await #expect(throws: Refused.self) {
                _ = try await TestSocket.open(port: server.address.port, target: "/ws?token=\(token)")
            }
            #expect(refusal?.answer.status == 401 && refusal?.answer.body.contains("no_credential") == true)
            _ = try await TestSocket.open(port: server.address.port, headers: ["Authorization: Bearer \(token)"])
        }
    }
}
