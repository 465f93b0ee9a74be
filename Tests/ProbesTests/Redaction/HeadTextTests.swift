import Configuration
import HTTPTypes
import Testing
import Transport

@testable import Probes

@Suite("The heads of an upgrade")
struct HeadTextTests {
    private func value(_ name: String, _ value: String) throws -> String {
        let field = HTTPField(name: try #require(HTTPField.Name(name)), value: value)
        return HeadRedaction(redaction: Redaction()).value(of: field)
    }

    @Test(
        "show what kind a credential is, and no credential",
        arguments: [
            ("Authorization", "Bearer abc", "Bearer <redacted>"), ("authorization", "abc", "<redacted>"),
            ("Proxy-Authorization", "Basic YWJj", "Basic <redacted>"),
            ("Cookie", "sid=abc; theme=dark", "sid=<redacted>; theme=<redacted>"), ("Cookie", "abc", "<redacted>"),
            ("Set-Cookie", "sid=abc; Path=/; HttpOnly", "sid=<redacted>; Path=/; HttpOnly"),
            ("X-Api-Key", "abc", "<redacted>"), ("X-CSRF-Token", "abc", "<redacted>"),
            ("X-E2E-Bypass-Key", "abc", "<redacted>"), ("X-Api-Key", "", ""),
            ("Sec-WebSocket-Protocol", "jwt-auth, jwt.YWJj", "jwt-auth, jwt.<redacted>"),
            (
                "Sec-WebSocket-Protocol", "jwt.local.a.b.c,bearer.a.b.c, chat",
                "jwt.<redacted>,bearer.<redacted>, chat"
            ),
            (
                "Sec-WebSocket-Protocol", "base64url.bearer.authorization.k8s.io.YWJj, v4.channel.k8s.io",
                "base64url.bearer.authorization.k8s.io.<redacted>, v4.channel.k8s.io"
            ),
            ("Sec-WebSocket-Protocol", String(repeating: "x", count: 65), "<redacted>"),
            ("Location", "https://h/login?next=%2F&token=abc", "https://h/login?next=%2F&token=<redacted>"),
        ]
    )
    func hidden(name: String, text: String, expected: String) throws {
        #expect(try value(name, text) == expected)
    }

    @Test(
        "show everything else as it is",
        arguments: [
            ("Origin", "https://app.example.com"),
            ("Sec-WebSocket-Protocol", "graphql-transport-ws, ocpp1.6, v12.stomp"),
            ("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), ("X-Team", "probes"),
            ("WWW-Authenticate", "Bearer realm=\"agents\", error=\"invalid_token\""), ("Server", "nginx"),
            ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
        ]
    )
    func shown(name: String, text: String) throws {
        #expect(try value(name, text) == text)
    }

    @Test("a request is shown as it goes over the wire, with the host that it names itself")
    func request() throws {
        var dial = Dial(url: try WebSocketURL("ws://127.0.0.1:8000/ws?token=abc&auth=def&env=local"))
        dial.subprotocols = ["chat", "jwt.YWJj"]
        dial.headers = [.authorization: "Bearer abc", .origin: "https://app.example.com"]
        let lines = [
            "GET /ws?token=<redacted>&auth=<redacted>&env=local HTTP/1.1", "Host: 127.0.0.1:8000", "Upgrade: websocket",
            "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Protocol: chat, jwt.<redacted>",
            "Authorization: Bearer <redacted>", "Origin: https://app.example.com",
        ]
        #expect(HeadText(Redaction()).of(dial) == lines.joined(separator: "\n"))
        dial.headers.append(HTTPField(name: try #require(HTTPField.Name("Host")), value: "app.example.com"))
        let named = lines.filter { !$0.hasPrefix("Host") } + ["Host: app.example.com"]
        #expect(HeadText(Redaction()).of(dial) == named.joined(separator: "\n"))
    }
}
