import HTTPTypes
import NIOCore
import Testing

@testable import Transport

@Suite("The request for an upgrade")
struct UpgradeRequestTests {
    @Test("the head as it goes over the wire, whole")
    func head() {
        let request = UpgradeRequest(
            authority: "a.example:8000",
            target: "/ws?x=y",
            headers: [.authorization: "Bearer t", .origin: "http://localhost:3000"],
            subprotocols: ["jwt-auth", "jwt.e30"]
        )
        #expect(
            request.text(key: "KEY")
                == """
                GET /ws?x=y HTTP/1.1\r
                Host: a.example:8000\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: KEY\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Protocol: jwt-auth, jwt.e30\r
                Authorization: Bearer t\r
                Origin: http://localhost:3000\r
                \r

                """
        )
    }

    @Test("a Host header of one's own takes the place of the URL's")
    func host() throws {
        let name = try #require(HTTPField.Name("Host"))
        let text = UpgradeRequest(authority: "a", target: "/", headers: [name: "b"]).text(key: "KEY")
        #expect(text.split(separator: "\r\n").filter { $0.hasPrefix("Host") } == ["Host: b"])
    }

    @Test("keys are sixteen bytes in base64, and never the same")
    func keys() {
        let keys = Set((0..<1000).map { _ in AcceptKey.random() })
        #expect(keys.count == 1000)
        #expect(keys.allSatisfy(AcceptKey.isValid))
    }

    @Test("the answer to the standard's key")
    func accept() {
        #expect(AcceptKey.answer(to: "dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }

    @Test(
        "what is no key",
        arguments: [
            "", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQ===", "dGhlIHNhbXBsZSBub25jZ!==",
            "dGhlIHNhbXBsZSBub25jZQAA",
        ]
    )
    func noKeys(text: String) {
        #expect(!AcceptKey.isValid(text))
    }

    @Test(
        "the vectors of RFC 4648 §10",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ]
    )
    func base64(text: String, encoded: String) {
        #expect(Base64.encode(text.utf8) == encoded)
    }

    @Test("every byte has its place in base64")
    func allBytes() {
        #expect(
            Base64.encode(0...255).hasPrefix("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEy")
        )
        #expect(Base64.encode([0xFB, 0xFF, 0xBF]) == "+/+/")
    }
}
