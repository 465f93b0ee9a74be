import EventServer
import Metrics
import NIOCore
import Testing
import Transport

@Suite("Heads of requests", .timeLimit(.minutes(5)))
struct HeadTests {
    /// A head sent as it is, and the status that answers it.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let head: String
        let status: Int
        var testDescription: String { name }

        init(_ name: String, _ status: Int, _ head: String) {
            (self.name, self.status, self.head) = (name, status, head)
        }
    }

    private static func upgrade(
        _ line: String = "GET /ws HTTP/1.1",
        host: String = "Host: x\r\n",
        upgrade: String = "Upgrade: websocket\r\n",
        connection: String = "Connection: Upgrade\r\n",
        key: String = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
        version: String = "Sec-WebSocket-Version: 13\r\n",
        more: String = ""
    ) -> String {
        "\(line)\r\n\(host)\(upgrade)\(connection)\(key)\(version)\(more)\r\n"
    }

    static let rows = [
        Row("right, but for the credential", 401, upgrade()),
        Row("several in Connection", 401, upgrade(connection: "Connection: keep-alive, Upgrade\r\n")),
        Row("any case", 401, upgrade(upgrade: "UPGRADE: WebSocket\r\n", connection: "connection: upgrade\r\n")),
        Row("POST", 405, upgrade("POST /ws HTTP/1.1")),
        Row("HTTP/1.0", 400, upgrade("GET /ws HTTP/1.0")),
        Row("no Host", 400, upgrade(host: "")),
        Row("two Hosts", 400, upgrade(host: "Host: x\r\nHost: y\r\n")),
        Row("a list of Hosts", 400, upgrade(host: "Host: x, y\r\n")),
        Row("a plain request without a Host", 400, "GET /health HTTP/1.1\r\n\r\n"),
        Row("a plain request with two Hosts", 400, "GET /health HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n"),
        Row("a plain request with a list of Hosts", 400, "GET /health HTTP/1.1\r\nHost: x, y\r\n\r\n"),
        Row("a plain request with an address for a Host", 400, "GET /health HTTP/1.1\r\nHost: a@x/y\r\n\r\n"),
        Row("an empty Host", 200, "GET /health HTTP/1.1\r\nHost:\r\n\r\n"),
        Row("an IPv6 Host", 200, "GET /health HTTP/1.1\r\nHost: [::1]:80\r\n\r\n"),
        Row("HTTP/1.0 without a Host", 200, "GET /health HTTP/1.0\r\n\r\n"),
        Row("HTTP/1.0 with two Hosts", 400, "GET /health HTTP/1.0\r\nHost: x\r\nHost: y\r\n\r\n"),
        Row("a whole URL", 401, upgrade("GET http://x/ws HTTP/1.1")),
        Row("a whole URL of a WebSocket", 401, upgrade("GET ws://x:80/ws?env=local HTTP/1.1")),
        Row("a whole URL of another path", 404, upgrade("GET http://x/elsewhere HTTP/1.1")),
        Row("a whole URL without an upgrade", 426, "GET http://x/ws HTTP/1.1\r\nHost: x\r\n\r\n"),
        Row("a whole URL, ordinary", 200, "GET http://x/health HTTP/1.1\r\nHost: x\r\n\r\n"),
        Row("no Connection", 400, upgrade(connection: "")),
        Row("another Connection", 400, upgrade(connection: "Connection: keep-alive\r\n")),
        Row("no key", 400, upgrade(key: "")),
        Row("a short key", 400, upgrade(key: "Sec-WebSocket-Key: abcd\r\n")),
        Row("two keys", 400, upgrade(more: "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")),
        Row("no version", 426, upgrade(version: "")),
        Row("version 8", 426, upgrade(version: "Sec-WebSocket-Version: 8\r\n")),
        Row("a body", 400, upgrade(more: "Content-Length: 5\r\n")),
        Row("chunks", 400, upgrade(more: "Transfer-Encoding: chunked\r\n")),
        Row("another path", 404, upgrade("GET /elsewhere HTTP/1.1")),
        Row("no upgrade", 426, "GET /ws HTTP/1.1\r\nHost: x\r\n\r\n"),
        Row("another upgrade", 426, upgrade(upgrade: "Upgrade: h2c\r\n")),
        Row("no request line", 400, "\r\n\r\n"),
        Row("a line of two words", 400, "GET /ws\r\n\r\n"),
        Row("HTTP/2", 400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        Row("TLS", 400, "\u{16}\u{3}\u{1}\r\n\r\n"),
        Row("a bare line feed", 400, "GET /health HTTP/1.1\nHost: x\r\n\r\n"),
        Row("a folded line", 400, "GET /health HTTP/1.1\r\nX: a\r\n b\r\n\r\n"),
        Row("a NUL", 400, "GET /health HTTP/1.1\r\nX: a\u{0}b\r\n\r\n"),
        Row("a header without a colon", 400, "GET /health HTTP/1.1\r\nHost x\r\n\r\n"),
        Row("a space before the colon", 400, "GET /health HTTP/1.1\r\nHost : x\r\n\r\n"),
        Row("201 headers", 400, "GET /health HTTP/1.1\r\n" + String(repeating: "X: y\r\n", count: 201) + "\r\n"),
        Row("a head of 3.5 KB", 401, upgrade(more: "Cookie: \(String(repeating: "c", count: 3500))\r\n")),
        Row("a head of more than 16 KiB", 431, upgrade(more: "Cookie: \(String(repeating: "c", count: 16_384))\r\n")),
        Row("1 MB without an end", 431, "GET /" + String(repeating: "a", count: 1_000_000)),
        Row("a length that is no number", 400, "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n"),
        Row("an ordinary request", 200, "GET /health HTTP/1.1\r\nHost: x\r\n\r\n"),
        Row("a second request behind the first", 200, "GET /health HTTP/1.1\r\nHost: x\r\n\r\n" + upgrade()),
    ]

    @Test("every head gets a clear answer, and then the connection is closed", arguments: rows)
    func heads(row: Row) async throws {
        try await TestServer.with { server in
            let answer = try await HTTPWire(port: server.address.port).raw(row.head)
            #expect(answer.status == row.status)
            #expect(answer["connection"]?.lowercased() == "close")
            if row.status == 426 { #expect(answer["sec-websocket-version"] == "13") }
            #expect(try await HTTPWire(port: server.address.port).get("/health").body == #"{"status":"ok"}"#)
        }
    }

    @Test(
        "what is sent behind a request is neither answered nor carried out",
        arguments: [
            "GET /health HTTP/1.1\r\nHost: x\r\n\r\n", "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET /health HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n",
            "POST /auth/validate HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
            "POST /auth/validate HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            upgrade(), upgrade(key: ""), upgrade("GET /elsewhere HTTP/1.1"), "GET /ws HTTP/1.1\r\nHost: x\r\n\r\n",
        ],
        [true, false]
    )
    func pipelined(first: String, isReadable: Bool) async throws {
        try await TestServer.with {
            $0.hasFaultsAPI = true
        } _: { server in
            let port = server.address.port
            let body = #"["tool_completed:drop"]"#
            let second =
                "PUT /faults HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
            let connection = try await RawConnection(port: port)
            try await connection.send(first + (isReadable ? second : "\u{1}\r\n\r\n"))
            let answers = await connection.rest()
            #expect(answers.ranges(of: "HTTP/1.1 ").count == 1)
            #expect(!answers.hasPrefix("HTTP/1.1 400") || first == Self.upgrade(key: ""))
            #expect(server.faults.rules == [])
            // The twin: alone, it is carried out.
            #expect(try await HTTPWire(port: port).raw(second).status == 200)
            #expect(server.faults.rules.count == 1)
        }
    }

    @Test("a head that drips in is taken, and one that never ends is answered 408")
    func slowHeads() async throws {
        try await TestServer.with { server in
            let dripping = try await RawConnection(port: server.address.port)
            for byte in Self.upgrade().utf8 { try await dripping.send(String(decoding: [byte], as: UTF8.self)) }
            #expect(HTTPText(await dripping.rest())?.status == 401)
        }
        try await TestServer.with { server, clock in
            for beginning in ["", "GET", "GET /ws HTTP/1.1\r\nHost: x\r\n"] {
                let endless = try await RawConnection(port: server.address.port)
                try await endless.send(beginning)
                await clock.waits(for: .seconds(10))
                try await clock.advance(by: .seconds(10))
                #expect(HTTPText(await endless.rest())?.status == 408)
            }
            #expect(
                server.metrics.exposition(.text004).contains(#"quintet_server_refusals_total{reason="head_timeout"} 3"#)
            )
        }
    }

    @Test("a client that was refused and does not close is waited for a second, and then dropped")
    func lingering() async throws {
        try await TestServer.with { server, clock in
            let port = server.address.port
            let client = try await RawConnection(port: port, closesWithPeer: false)
            try await client.send("GET /ws HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await client.head()?.hasPrefix("HTTP/1.1 426 ") == true)
            await clock.waits(for: .seconds(1))
            #expect(try await HTTPWire(port: port).get("/ws/health").body.contains("2 of 10000"))
            try await clock.advance(by: .seconds(1))
            #expect(try await HTTPWire(port: port).get("/ws/health").body.contains("1 of 10000"))
        }
    }

    @Test("frames right behind the head are read")
    func framesBehindTheHead() async throws {
        try await TestServer.with { server, clock in
            let token = try await TestUser.ann.login(at: server).access_token
            let connection = try await RawConnection(port: server.address.port)
            var bytes = ByteBuffer()
            let head = TestSocket.upgrade(
                port: server.address.port,
                target: "/ws",
                headers: ["Authorization: Bearer \(token)"]
            )
            bytes.writeString(head)
            bytes.writeImmutableBuffer(TestSocket.frame(0x1, Array(#"{"type":"chat","content":"quick"}"#.utf8)))
            try await connection.send(bytes)
            let socket = try await TestSocket.taking(connection)
            await clock.waits(for: .milliseconds(250))
            try await clock.advance(by: .milliseconds(250))
            let events = try await TestSocket.events(7, from: socket)
            #expect(events.last?.members.final_response?.contains("quick") == true)
        }
    }

    @Test("an origin that is not listed is refused with 403; without a list, or without an Origin, none is checked")
    func origins() async throws {
        try await TestServer.with {
            $0.origins = ["http://localhost:3000"]
        } _: { server in
            let port = server.address.port
            let bearer = "Authorization: Bearer \(try await TestUser.ann.login(at: server).access_token)"
            let refusal = await #expect(throws: Refused.self) {
                _ = try await TestSocket.open(port: port, headers: [bearer, "Origin: http://evil.example"])
            }
            #expect(refusal?.answer.status == 403)
            _ = try await TestSocket.open(port: port, headers: [bearer, "Origin: http://localhost:3000"])
            _ = try await TestSocket.open(port: port, headers: [bearer])
        }
    }
}
