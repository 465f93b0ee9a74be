import Configuration
import HTTPTypes
import Probes
import Testing

@Suite("What somebody may add to an upgrade")
struct UpgradeRulesTests {
    private func refusal(
        _ name: String,
        _ value: String = "x",
        carriesToken: Bool = false,
        beside others: HTTPFields = [:]
    ) -> OwnHeader.Refusal? {
        do throws(OwnHeader.Refusal) {
            let name = try OwnHeader.name(name, carriesToken: carriesToken)
            let field = try OwnHeader.field(name, value, beside: others)
            return field.value == value ? nil : .value
        } catch {
            return error
        }
    }

    @Test(
        "the handshake's own headers are not theirs, however they are spelt",
        arguments: [
            "Connection", "connection", "UPGRADE", "Content-Length", "Transfer-Encoding", "TE", "Trailer", "Keep-Alive",
            "Proxy-Connection", "Sec-WebSocket-Key", "sec-websocket-version", "Sec-WebSocket-Extensions",
            "Sec-WebSocket-Accept", "Sec-WebSocket-Anything",
        ]
    )
    func ours(name: String) {
        #expect(refusal(name) == .ours)
    }

    @Test("subprotocols are listed elsewhere, and a token's Authorization is that of its carrier")
    func elsewhere() {
        #expect(refusal("Sec-WebSocket-Protocol") == .subprotocols)
        #expect(refusal("authorization", carriesToken: true) == .credential)
        #expect(refusal("authorization") == nil)
    }

    @Test("a name is a token", arguments: ["", " ", "a b", "a:b", "ä", "a\r\nb", "a\u{0}"])
    func names(name: String) {
        #expect(refusal(name) == .name)
    }

    @Test(
        "a value cannot end its line, nor begin or end with a space",
        arguments: ["a\r\nHost: evil", "a\nb", "a\rb", "a\u{0}b", " a", "a ", "\ta", "a\u{7F}", "a\u{1B}[2J"]
    )
    func values(value: String) {
        #expect(refusal("X-Team", value) == .value)
    }

    @Test("everything else is sent as it is", arguments: ["", "a b", "a\tb", "é", "😀", "\"quoted\"", "a=b;c"])
    func sent(value: String) {
        #expect(refusal("X-Team", value) == nil)
    }

    @Test("another host may be asked for, if it is one, and once")
    func host() throws {
        #expect(refusal("Host", "app.example.com:8443") == nil)
        for value in ["", "a/b", "u@a", "a b", "a,b", "http://a", "é"] { #expect(refusal("Host", value) == .host) }
        var fields = HTTPFields()
        fields.append(HTTPField(name: try #require(HTTPField.Name("host")), value: "a"))
        #expect(refusal("Host", "b", beside: fields) == .twice)
        fields[.cookie] = "a=b"
        #expect(refusal("Cookie", "c=d", beside: fields) == nil)
    }

    @Test("what is wrong is said with what would be right")
    func words() {
        #expect("\(OwnHeader.Refusal.host)" == "is no host; want HOST or HOST:PORT")
        #expect("\(OwnHeader.Refusal.twice)" == "is given already; keep one of the two")
    }

    @Test("an origin is one without a path")
    func origins() {
        for origin in ["https://app.example.com", "http://localhost:3000", "app://x", "null"] {
            #expect(OriginText.isOne(origin))
        }
        for text in [
            "", "app.example.com", "://a", "http://", "http://a/", "http://a?b", "http://u@a", "http://a\r\nb",
        ] {
            #expect(!OriginText.isOne(text), "\(text)")
        }
    }

    @Test("subprotocols are tokens, none of them twice, and few")
    func subprotocols() throws {
        var list = SubprotocolList()
        for name in ["chat", "Chat", "v1.json"] { try list.add(name) }
        for name in ["", "a b", "a,b", "é", "a\r\nb"] {
            #expect(throws: SubprotocolList.Refusal.name) { try list.add(name) }
        }
        #expect(throws: SubprotocolList.Refusal.twice) { try list.add("chat") }
        for number in 0..<29 { try list.add("p\(number)") }
        #expect(throws: SubprotocolList.Refusal.tooMany) { try list.add("more") }
        #expect(list.names.prefix(3) == ["chat", "Chat", "v1.json"])
        #expect(list.names.count == 32)
    }

    @Test("a token has no spaces, controls or letters beyond ASCII")
    func tokens() {
        #expect(TokenText.isOne(Secret("eyJ.a-b_c~+/=")))
        for text in ["a b", "Bearer abc", "a\n", "é", "a\u{0}"] { #expect(!TokenText.isOne(Secret(text))) }
    }
}
