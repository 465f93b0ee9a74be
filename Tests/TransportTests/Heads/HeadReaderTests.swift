import HTTPTypes
import NIOCore
import Testing

@testable import Transport

@Suite("Heads")
struct HeadReaderTests {
    @Test("a head is whole at its empty line wherever it is cut, and what follows is kept apart", arguments: 0..<44)
    func cuts(cut: Int) throws {
        let bytes = Array("GET /ws HTTP/1.1\r\nHost: a\r\nX: y\r\n\r\nrest".utf8)
        guard cut <= bytes.count else { return }
        var reader = HeadReader(limit: 100)
        let first = try reader.feed(ByteBuffer(bytes: bytes[..<cut]))
        let lines = try first ?? reader.feed(ByteBuffer(bytes: bytes[cut...]))
        #expect(lines == ["GET /ws HTTP/1.1", "Host: a", "X: y"])
        // What was fed with the head and behind it; nothing is fed to a reader that is done.
        let fed = first == nil ? bytes : Array(bytes[..<cut])
        #expect(Array(reader.rest.readableBytesView) == Array(fed.dropFirst(bytes.count - 4)))
        #expect(Array(reader.everything.readableBytesView) == fed)
    }

    @Test("a head is as long as the limit and not a byte longer")
    func limit() throws {
        let head = "GET / HTTP/1.1\r\nA: b\r\n\r\n"
        var fits = HeadReader(limit: head.utf8.count - 4)
        #expect(try fits.feed(ByteBuffer(string: head)) == ["GET / HTTP/1.1", "A: b"])
        var tight = HeadReader(limit: head.utf8.count - 5)
        #expect(throws: HeadError.tooLong(limit: head.utf8.count - 5)) { try tight.feed(ByteBuffer(string: head)) }
        var endless = HeadReader(limit: 1000)
        #expect(throws: HeadError.tooLong(limit: 1000)) {
            while try endless.feed(ByteBuffer(string: "X: y\r\n")) == nil {}
        }
    }

    @Test(
        "line ends that readers disagree about are refused, as soon as they are here",
        arguments: [
            ("GET / HTTP/1.1\n", "a line of the head ends without a CR"),
            ("GET / HTTP/1.1\r\nA: b\n\r\n\r\n", "a line of the head ends without a CR"),
            ("\n", "a line of the head ends without a CR"),
            ("GET / HTTP/1.1\r\nA: b\rc\r\n\r\n", "a bare CR, LF or NUL in line 2 of the head"),
            ("GET / HTTP/1.1\r\nA: \0\r\n\r\n", "a bare CR, LF or NUL in line 2 of the head"),
            ("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", "a folded header line in line 3 of the head (RFC 9112 §5.2)"),
        ]
    )
    func lineEnds(text: String, reason: String) {
        var reader = HeadReader(limit: 1000)
        #expect(throws: HeadError.malformed(reason)) { try reader.feed(ByteBuffer(string: text)) }
    }

    @Test(
        "a target that is a whole URL is read as its path and its query",
        arguments: [
            ("http://a.example/ws?b=c", "/ws", "b=c"), ("ws://a.example:80/ws", "/ws", nil),
            ("HTTPS://u:p@[::1]:443/x/y?b=/z://w", "/x/y", "b=/z://w"), ("http://a.example", "/", nil),
            ("http://a.example?b=c", "/", "b=c"), ("/ws?b=http://a.example/other", "/ws", "b=http://a.example/other"),
            ("/http://a.example/ws", "/http://a.example/ws", nil), ("h%ttp://a/ws", "h%ttp://a/ws", nil),
            ("*", "*", nil), ("a.example:443", "a.example:443", nil),
        ]
    )
    func targets(target: String, path: String, query: String?) throws {
        let head = RequestHead(method: "GET", target: target, headers: [:])
        #expect(head.path == path)
        #expect(head.query == query)
    }

    @Test("header lines become fields, white space around their values gone")
    func fields() throws {
        let head = try RequestHead(lines: ["GET /ws?a=b?c HTTP/1.1", "Host:a", "x-Y: \t b c \t", "Empty:", "Host: two"])
        #expect(head.method == "GET")
        #expect(head.path == "/ws")
        #expect(head.query == "a=b?c")
        #expect(head.isHTTP11)
        let name = try #require(HTTPField.Name("X-y"))
        let host = try #require(HTTPField.Name("host"))
        #expect(head.headers[name] == "b c")
        #expect(head.headers[values: host] == ["a", "two"])
    }

    @Test(
        "what is no header line is shown, cut short and without its control characters",
        arguments: [
            ("no colon", "a header line without a colon: \"no colon\""),
            ("bad name: x", "a header name that is no token: \"bad name: x\""),
            ("space : x", "a header name that is no token: \"space : x\""),
            (": x", "a header name that is no token: \": x\""),
            ("A: \u{1}", "a control character in the header A"),
            (
                "\u{1B}[31m" + String(repeating: "x", count: 99),
                "a header line without a colon: \"?[31m" + String(repeating: "x", count: 55) + "\""
            ),
        ]
    )
    func wrongLines(line: String, reason: String) {
        #expect(throws: HeadError.malformed(reason)) { try HeaderLines.fields([line[...]]) }
    }

    @Test("two hundred header lines, and not one more")
    func most() throws {
        let line: Substring = "A: b"
        #expect(try HeaderLines.fields(Array(repeating: line, count: 200)[...]).count == 200)
        #expect(throws: HeadError.malformed("more than 200 header lines")) {
            try HeaderLines.fields(Array(repeating: line, count: 201)[...])
        }
    }

    @Test(
        "only a status line of HTTP/1 begins a response",
        arguments: [
            "HTTP/2 200 OK", "HTTP/1.1 20 x", "HTTP/1.1 2000 x", "HTTP/1.1 099", "HTTP/1.1", "", "ICY 200 OK",
            "HTTP/1.1 +20 x",
        ]
    )
    func statusLines(line: String) {
        #expect(throws: HeadError.malformed("not an HTTP/1.1 status line: \"\(line)\"")) {
            try ResponseHead(lines: [line[...]])
        }
    }

    @Test("a status line needs no reason")
    func noReason() throws {
        #expect(try ResponseHead(lines: ["HTTP/1.1 204"]).status == 204)
        let head = try ResponseHead(lines: ["HTTP/1.0 503 Service  Unavailable"])
        #expect(head.status == 503)
        #expect(head.reason == "Service  Unavailable")
    }

    @Test(
        "a request line has three words and HTTP/1",
        arguments: ["GET /", "GET  HTTP/1.1", "GET / HTTP/2", " / HTTP/1.1", "GET / x HTTP/1.1"]
    )
    func requestLines(line: String) {
        #expect(throws: HeadError.malformed("not an HTTP/1.1 request line: \"\(line)\"")) {
            try RequestHead(lines: [line[...]])
        }
    }

    @Test("the members of a list stand on one line or on several")
    func lists() {
        let fields: HTTPFields = [.connection: "keep-alive , Upgrade", .connection: ",x,"]
        #expect(fields.tokens(.connection) == ["keep-alive", "Upgrade", "x"])
        #expect(fields.has("upgrade", in: .connection))
        #expect(!fields.has("up", in: .connection))
    }
}
