import FoundationEssentials
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
