import HTTPTypes
import NIOCore
import Testing

@testable import Transport

@Suite("The answer to an upgrade")
struct UpgradeAnswerTests {
    typealias Outcome = UpgradeAnswer.Outcome

    private static let key = "dGhlIHNhbXBsZSBub25jZQ=="
    /// The accept value of RFC 6455 §1.3.
    private static let good =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"

    @Test("101 as it must be switches, wherever it is cut, and what follows belongs to the session")
    func switches() {
        let bytes = Array((Self.good + "\r\n").utf8) + [0x81, 0]
        for cut in 0...bytes.count {
            var answer = self.answer()
            let first = answer.feed(ByteBuffer(bytes: bytes[..<cut]))
            let second = first == .incomplete ? answer.feed(ByteBuffer(bytes: bytes[cut...])) : first
            let rest = first == .incomplete ? [0x81, 0] : Array(bytes[(bytes.count - 2)..<cut])
            #expect(second == .switched(subprotocol: nil, rest: ByteBuffer(bytes: rest)), "cut at \(cut)")
        }
    }

    @Test(
        "header names and values are compared as the standard says",
        arguments: [
            ("Upgrade: websocket", "uPGRADE: \t WebSocket  "), ("Upgrade: websocket", "Upgrade:websocket,,"),
            ("Connection: Upgrade", "connection: keep-alive, upgrade"),
            ("Connection: Upgrade", "Connection: keep-alive\r\nConnection: UPGRADE"),
            ("Accept: ", "accept:\t"), (" Switching Protocols", ""), (" Switching Protocols", " Web Socket Handshake"),
        ]
    )
    func spelling(old: String, new: String) {
        #expect(
            outcome(Self.good.replacing(old, with: new) + "\r\n") == .switched(subprotocol: nil, rest: ByteBuffer())
        )
    }

    @Test("what is wrong with a 101 is named", arguments: Self.defects)
    func defect(text: String, reason: String) {
        #expect(outcome(text + "\r\n") == .invalid(reason))
    }

    private static let other = "101 whose Upgrade header says something else than \"websocket\" (RFC 6455 §4.1)"

    static let defects: [(String, String)] = [
        (good.replacing("Upgrade: websocket\r\n", with: ""), "101 without \"Upgrade: websocket\""),
        (good.replacing("websocket", with: "h2c"), other),
        // RFC 6455 §4.1 wants the value alone, and so do browsers; a request may list more.
        (good.replacing("websocket", with: "h2c, websocket"), other),
        (good + "Upgrade: websocket\r\n", other),
        (good.replacing("1.1", with: "1.0"), "101 in HTTP/1.0, which can't be upgraded (RFC 9110 §7.8)"),
        (good + " folded\r\n", "a folded header line in line 5 of the head (RFC 9112 §5.2)"),
        (good.replacing("\r\n", with: "\n"), "a line of the head ends without a CR"),
        (good + "X: a\u{0}b\r\n", "a bare CR, LF or NUL in line 5 of the head"),
        (
            good.replacing("Accept: ", with: "Accept : "),
            "a header name that is no token: \"Sec-WebSocket-Accept : s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\""
        ),
        (good.replacing("Connection: Upgrade\r\n", with: ""), "101 without \"Connection: Upgrade\""),
        (good.replacing("s3p", with: "S3P"), "101 with a wrong Sec-WebSocket-Accept"),
        (good + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", "101 with a wrong Sec-WebSocket-Accept"),
        (good.replacing("Sec-WebSocket-Accept", with: "X"), "101 without Sec-WebSocket-Accept"),
        (good + "Sec-WebSocket-Extensions: permessage-deflate\r\n", "101 with an extension that was not offered"),
        ("HTTP/1.1 101 x\r\nA\r\n", "a header line without a colon: \"A\""),
    ]

    @Test("a subprotocol must be one of those offered, once")
    func subprotocols() {
        let offered = ["jwt-auth", "jwt.e30"]
        let line = "Sec-WebSocket-Protocol: "
        #expect(
            outcome(Self.good + line + "jwt-auth\r\n\r\n", offered)
                == .switched(subprotocol: "jwt-auth", rest: ByteBuffer())
        )
        let stranger = Outcome.subprotocol("the server chose a subprotocol that was not offered")
        #expect(outcome(Self.good + line + "chat\r\n\r\n", offered) == stranger)
        #expect(outcome(Self.good + line + "JWT-AUTH\r\n\r\n", offered) == stranger)
        #expect(outcome(Self.good + line + "jwt-auth, jwt.e30\r\n\r\n", offered) == stranger)
        #expect(outcome(Self.good + line + "chat\r\n\r\n") == stranger)
        #expect(outcome(Self.good + "\r\n", offered) == .switched(subprotocol: nil, rest: ByteBuffer()))
        #expect(
            outcome(Self.good + "\r\n", offered, isRequired: true)
                == .subprotocol("the server chose none of the offered subprotocols, and the target requires one")
        )
    }

    @Test("a refusal keeps its status, its headers and the beginning of its body")
    func refusals() {
        let sized = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nnoXX"
        #expect(refusal(sized) == UpgradeRefusal(status: 401, headers: [.contentLength: "2"], body: "no"))
        let chunked = "HTTP/1.1 403 x\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\nno\r\n3\r\nway\r\n0\r\n\r\n"
        #expect(refusal(chunked)?.body == "noway")
        let long = "HTTP/1.1 502 x\r\n\r\n" + String(repeating: "y", count: 9_000)
        #expect(refusal(long)?.body == String(repeating: "y", count: 4096))
        #expect(refusal("HTTP/1.1 204 x\r\n\r\n") == UpgradeRefusal(status: 204, headers: [:], body: ""))
        #expect(refusal("HTTP/1.1 302 x\r\nContent-Length: 0\r\n\r\n")?.status == 302)
    }

    @Test("a refusal whose body never ends is one nevertheless")
    func endlessBody() {
        var answer = self.answer()
        #expect(answer.feed(ByteBuffer(string: "HTTP/1.1 500 x\r\nContent-Length: 99\r\n\r\nhalf")) == .incomplete)
        #expect(answer.isRefused)
        #expect(
            answer.end("time is up")
                == .refused(UpgradeRefusal(status: 500, headers: [.contentLength: "99"], body: "half"))
        )
    }

    @Test("informational answers come before the final one, and not without end")
    func informational() {
        let early = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
        #expect(outcome(early + Self.good + "\r\n") == .switched(subprotocol: nil, rest: ByteBuffer()))
        var answer = self.answer()
        let hint = ByteBuffer(string: "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")
        var outcome = Outcome.incomplete
        var count = 0
        while outcome == .incomplete, count < 1000 {
            outcome = answer.feed(hint)
            count += 1
        }
        #expect(outcome == .invalid("informational answers without an end"))
        #expect(count < 1000 / (hint.readableBytes - 4) + 2)
        let many = String(repeating: "HTTP/1.1 100 x\r\n\r\n", count: 100_000)
        #expect(self.outcome(many) == .invalid("informational answers without an end"))
    }

    @Test(
        "who speaks something else is told apart at once",
        arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "\u{16}\u{3}\u{1}", "HTTP/2 "]
    )
    func otherProtocols(bytes: String) {
        guard case .invalid(let reason) = outcome(bytes) else { return #expect(Bool(false), "taken for HTTP") }
        #expect(reason.hasPrefix("not HTTP: "))
    }

    @Test("an answer that stops is told by how far it came")
    func ends() {
        var answer = self.answer()
        #expect(
            answer.end("the server closed the connection")
                == .invalid("the server closed the connection before any answer")
        )
        _ = answer.feed(ByteBuffer(string: "HTTP/1.1 101"))
        #expect(
            answer.end("the server closed the connection")
                == .invalid("the server closed the connection in the middle of the answer's head")
        )
    }

    @Test("a head of 16 KiB, fed byte by byte, is read, and one byte more is not")
    func full() {
        let room = UpgradeLimits.head - Self.good.utf8.count - "X: ".utf8.count
        for (size, expected) in [
            (room, Outcome.switched(subprotocol: nil, rest: ByteBuffer(bytes: [0x81]))),
            (room + 1, .invalid("no end of the head within 16384 bytes")),
        ] {
            var answer = self.answer(headLimit: UpgradeLimits.head)
            var outcome = Outcome.incomplete
            let bytes = Array((Self.good + "X: " + String(repeating: "y", count: size) + "\r\n\r\n").utf8)
            for (index, byte) in bytes.enumerated() where outcome == .incomplete {
                // The first frame comes together with the last byte of the head.
                outcome = answer.feed(ByteBuffer(bytes: index == bytes.count - 1 ? [byte, 0x81] : [byte]))
            }
            #expect(outcome == expected)
        }
    }

    @Test("a head beyond the limit is refused")
    func endless() {
        #expect(
            outcome("HTTP/1.1 101 x\r\n" + String(repeating: "A: b\r\n", count: 300))
                == .invalid("no end of the head within 1000 bytes")
        )
    }

    private func answer(
        _ offered: [String] = [],
        isRequired: Bool = false,
        headLimit: Int = 1000
    ) -> UpgradeAnswer {
        let request = UpgradeRequest(
            authority: "a",
            target: "/",
            subprotocols: offered,
            requiresSubprotocol: isRequired
        )
        return UpgradeAnswer(to: request, key: Self.key, headLimit: headLimit)
    }

    private func outcome(_ text: String, _ offered: [String] = [], isRequired: Bool = false) -> Outcome {
        var answer = answer(offered, isRequired: isRequired)
        return answer.feed(ByteBuffer(string: text))
    }

    private func refusal(_ text: String) -> UpgradeRefusal? {
        var answer = answer()
        let outcome = answer.feed(ByteBuffer(string: text))
        guard case .refused(let refusal) = outcome == .incomplete ? answer.end("") : outcome else { return nil }
        return refusal
    }
}
