import Testing

@testable import Transport

@Suite("WebSocket URLs")
struct WebSocketURLTests {
    @Test("where a URL leads", arguments: Self.places)
    func place(text: String, isSecure: Bool, place: WebSocketURL.Place, target: String, authority: String) throws {
        let url = try WebSocketURL(text)
        #expect(url.isSecure == isSecure)
        #expect(url.place == place)
        #expect(url.target == target)
        #expect(url.authority == authority)
    }

    static let places: [(String, Bool, WebSocketURL.Place, String, String)] = [
        ("ws://a.example", false, .host("a.example", port: 80), "/", "a.example"),
        ("WSS://A.Example/ws", true, .host("a.example", port: 443), "/ws", "a.example"),
        ("ws://a:80/", false, .host("a", port: 80), "/", "a"),
        ("wss://a:80?x=y", true, .host("a", port: 80), "/?x=y", "a:80"),
        ("ws://127.0.0.1:8000/a/b?c=d&e=/f", false, .host("127.0.0.1", port: 8000), "/a/b?c=d&e=/f", "127.0.0.1:8000"),
        ("ws://[::1]:8000/ws", false, .host("::1", port: 8000), "/ws", "[::1]:8000"),
        ("wss://[2001:DB8::1]", true, .host("2001:db8::1", port: 443), "/", "[2001:db8::1]"),
        ("ws://[FE80::1%25Eth0]/", false, .host("fe80::1%Eth0", port: 80), "/", "[fe80::1]"),
        ("ws://[fe80::1%lo]:81/", false, .host("fe80::1%lo", port: 81), "/", "[fe80::1]:81"),
        ("ws://a_b.example.:81", false, .host("a_b.example.", port: 81), "/", "a_b.example.:81"),
        ("ws+unix:///run/a.sock:/ws?x=a:b/c:/d", false, .unix(path: "/run/a.sock"), "/ws?x=a:b/c:/d", "localhost"),
        ("ws+unix:///run/a.sock:", false, .unix(path: "/run/a.sock"), "/", "localhost"),
        ("ws+unix:///run/a.sock:/ws?x", false, .unix(path: "/run/a.sock"), "/ws?x", "localhost"),
        ("wss+unix:///run/a.sock", true, .unix(path: "/run/a.sock"), "/", "localhost"),
    ]

    @Test("why a text is none", arguments: Self.refusals)
    func refusal(text: String, refusal: WebSocketURL.Refusal) {
        #expect(throws: refusal) { try WebSocketURL(text) }
        #expect(!refusal.description.isEmpty)
    }

    static let refusals: [(String, WebSocketURL.Refusal)] = [
        ("http://a", .scheme), ("a", .scheme), ("", .scheme), ("ws:/a", .scheme),
        ("ws://", .noHost), ("ws:///ws", .noHost), ("ws://:80/", .noHost), ("ws://[::1", .noHost),
        ("ws://[a]/", .noHost),
        ("ws://a:0", .port), ("ws://a:65536", .port), ("ws://a:", .port), ("ws://a:+8", .port), ("ws://[::1]8", .port),
        ("ws://u:p@a/", .userInfo), ("ws://a/#x", .fragment), ("ws://a/ b", .character), ("ws://ä/", .foreignHost),
        ("wss://bücher.example:8443/ws", .foreignHost), ("ws://a/ä", .character), ("ws://ä b/", .character),
        ("ws://[x::z]/", .host), ("ws://[fe80::1%25]/", .host), ("ws://[::1%]/", .host), ("ws://a%20b/", .host),
        ("ws://a..b/", .host), ("ws://.a/", .host), ("ws://a,b/", .host),
        ("ws://a/\r\nX: y", .character), ("ws+unix://a", .noSocketPath), ("ws+unix:///", .noSocketPath),
    ]

    @Test("a parameter is added, encoded, and never shown")
    func adding() throws {
        let url = try WebSocketURL("ws://a/ws").adding(query: "token", "a+b/c=&é")
        #expect(url.target == "/ws?token=a%2Bb%2Fc%3D%26%C3%A9")
        #expect(url.adding(query: "env", "x").target == "/ws?token=a%2Bb%2Fc%3D%26%C3%A9&env=x")
        #expect(url.description == "ws://a/ws")
        #expect(try WebSocketURL("wss+unix:///a.sock:/ws?t=1").description == "wss+unix:///a.sock:/ws")
    }

    @Test("what the server is called by default")
    func label() throws {
        #expect(try WebSocketURL("ws://A.example:8000/ws?token=x").label == "a.example:8000")
        #expect(try WebSocketURL("ws+unix:///run/a.sock:/ws").label == "/run/a.sock")
    }

    @Test("where the requests around a socket go by default")
    func origin() throws {
        #expect(try WebSocketURL("wss://[::1]:8443/ws").httpOrigin == "https://[::1]:8443")
        #expect(try WebSocketURL("ws+unix:///a:/ws").httpOrigin == nil)
    }
}
