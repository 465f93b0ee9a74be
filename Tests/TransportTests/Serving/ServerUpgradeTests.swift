import HTTPTypes
import NIOCore
import Testing

@testable import Transport

@Suite("The server's half of the upgrade")
struct ServerUpgradeTests {
    private static let right = [
        "GET /ws HTTP/1.1", "Host: example.com", "Upgrade: websocket", "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
    ]

    private static func reading(_ lines: [String]) throws -> ServerUpgrade.Reading {
        ServerUpgrade.read(try RequestHead(lines: lines.map { Substring($0) }))
    }

    @Test("a right request is answered as in RFC 6455 §1.3")
    func answer() throws {
        let reading = try Self.reading(
            Self.right + ["Sec-WebSocket-Protocol: chat, superchat", "Sec-WebSocket-Protocol: x"]
        )
        guard case .right(let upgrade) = reading else {
            Issue.record("\(reading)")
            return
        }
        #expect(upgrade.subprotocols == ["chat", "superchat", "x"])
        let head =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
        #expect(String(buffer: upgrade.answer(subprotocol: nil)) == head + "\r\n")
        #expect(
            String(buffer: upgrade.answer(subprotocol: "chat")) == head + "Sec-WebSocket-Protocol: chat\r\n\r\n"
        )
    }

    /// The right request with one line replaced, and what is wrong then.
    struct Row: Sendable, CustomTestStringConvertible {
        let line: Int
        let by: [String]
        let defect: UpgradeDefect?
        var testDescription: String { "\(by)" }
    }

    static let rows = [
        Row(line: 0, by: ["POST /ws HTTP/1.1"], defect: .method("POST")),
        Row(line: 0, by: ["GET /ws HTTP/1.0"], defect: .oldHTTP),
        Row(line: 1, by: [], defect: .host),
        Row(line: 1, by: ["Host: a", "Host: b"], defect: .host),
        Row(line: 2, by: [], defect: nil),
        Row(line: 2, by: ["Upgrade: h2c"], defect: nil),
        Row(line: 3, by: ["Connection: close"], defect: .connection),
        Row(line: 4, by: [], defect: .key),
        Row(line: 4, by: ["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ"], defect: .key),
        Row(line: 4, by: ["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZ!=="], defect: .key),
        Row(line: 5, by: [], defect: .version(nil)),
        Row(line: 5, by: ["Sec-WebSocket-Version: 8"], defect: .version("8")),
        Row(line: 5, by: ["Sec-WebSocket-Version: 13", "Content-Length: 1"], defect: .body),
        Row(line: 5, by: ["Sec-WebSocket-Version: 13", "Transfer-Encoding: chunked"], defect: .body),
    ]

    @Test("each line wrong in turn", arguments: rows)
    func wrong(row: Row) throws {
        var lines = Self.right
        lines.replaceSubrange(row.line...row.line, with: row.by)
        #expect(try Self.reading(lines) == row.defect.map(ServerUpgrade.Reading.wrong) ?? .ordinary)
    }

    @Test("a Content-Length of 0 is no body")
    func emptyBody() throws {
        guard case .right = try Self.reading(Self.right + ["Content-Length: 0"]) else {
            Issue.record("refused")
            return
        }
    }
}
