import HTTPTypes
import NIOCore
import NIOPosix
import TestSupport
import Testing

@testable import Transport

@Suite("Opening a WebSocket")
struct DialTests {
    private let client = TestDialer()

    @Test("a message that comes right behind the upgrade is delivered after opened, and the close is answered")
    func opens() async throws {
        let script = Upgrading.script { connection in
            connection.write(ByteBuffer(bytes: RawFrame.text("hi") + RawFrame.close(1000)))
        }
        let notes = try await RawServer.with(script) { server in
            let dialed = try await client.dial("ws://\(server.authority)/ws")
            #expect(dialed.facts.status == 101)
            #expect(dialed.facts.peer == server.authority)
            #expect(dialed.facts.dns == nil && dialed.facts.tls == nil && dialed.facts.subprotocol == nil)
            #expect(dialed.facts.connect != nil && dialed.facts.upgrade != nil && dialed.facts.openedAt != nil)
            return try await dialed.allNotes()
        }
        #expect(notes == [.opened, .text("hi"), .ended(.closed(CloseFrame(.normal), by: .server))])
    }

    @Test("an answer that comes byte by byte, and frames that do, are the same as in one piece")
    func bytewise() async throws {
        let script: RawServer.Script = { connection, event in
            guard case .read(let bytes) = event, String(buffer: bytes).hasPrefix("GET ") else { return }
            let frames = RawFrame.text("é", isFinal: false) + RawFrame.bytes(0x9) + RawFrame.bytes(0x0, [0x21])
            let all = Array(Upgrading.accept(bytes).utf8) + frames + RawFrame.close(1000)
            for byte in all { connection.write(ByteBuffer(bytes: [byte])) }
        }
        try await RawServer.with(script) { server in
            let dialed = try await client.dial("ws://\(server.authority)/ws")
            #expect(
                try await dialed.allNotes() == [
                    .opened, .text("é!"), .ended(.closed(CloseFrame(.normal), by: .server)),
                ]
            )
        }
    }

    @Test("an IPv6 address is connected to, asked for and told with its brackets")
    func six() async throws {
        let heads = Box<[String]>([])
        let server = try await RawServer.start(on: "::1") { connection, event in
            guard case .read(let bytes) = event else { return }
            heads.change { $0.append(String(buffer: bytes)) }
            connection.write(Upgrading.accept(bytes))
        }
        let dialed = try await client.dial("ws://[::1]:\(server.port)/ws")
        #expect(dialed.facts.peer == "[::1]:\(server.port)")
        #expect(dialed.facts.dns == nil)
        #expect(heads.value.first?.contains("\r\nHost: [::1]:\(server.port)\r\n") == true)
        try await dialed.act { $0.abort() }
        await server.stop()
    }

    @Test("both sides talk, and our close is answered")
    func talks() async throws {
        let script: RawServer.Script = { connection, event in
            guard case .read(let bytes) = event else { return }
            if String(buffer: bytes).hasPrefix("GET ") { return connection.write(Upgrading.accept(bytes)) }
            // The text that was sent, told back, and then the close frame.
            guard bytes.getInteger(at: bytes.readerIndex, as: UInt8.self) == 0x81 else {
                return connection.write(ByteBuffer(bytes: RawFrame.close(1000)))
            }
            connection.write(ByteBuffer(bytes: RawFrame.text("\(bytes.readableBytes)")))
        }
        try await RawServer.with(script) { server in
            let dialed = try await client.dial("ws://\(server.authority)/ws")
            try await dialed.act { $0.send(text: "hello") }
            var notes: [Recorder.Note] = []
            for await note in try await dialed.notes() {
                notes.append(note)
                if note == .text("11") { try await dialed.act { $0.close(.normal, within: .seconds(30)) } }
            }
            #expect(notes == [.opened, .text("11"), .ended(.closed(CloseFrame(.normal), by: .client))])
        }
    }

    @Test("what is asked is what goes over the wire, and the chosen subprotocol is told")
    func request() async throws {
        let heads = Box<[String]>([])
        let script: RawServer.Script = { connection, event in
            guard case .read(let bytes) = event else { return }
            heads.change { $0.append(String(buffer: bytes)) }
            connection.write(Upgrading.accept(bytes, "Sec-WebSocket-Protocol: jwt-auth\r\n"))
        }
        try await RawServer.with(script) { server in
            let dialed = try await client.dial("ws://\(server.authority)/ws?a=b") { dial in
                dial.headers[.authorization] = "Bearer t"
                dial.subprotocols = ["jwt-auth", "jwt.e30"]
                dial.requiresSubprotocol = true
            }
            #expect(dialed.facts.subprotocol == "jwt-auth")
            try await dialed.act { $0.abort() }
            let head = heads.value.first ?? ""
            #expect(head.hasPrefix("GET /ws?a=b HTTP/1.1\r\nHost: \(server.authority)\r\nUpgrade: websocket\r\n"))
            #expect(head.hasSuffix("Sec-WebSocket-Protocol: jwt-auth, jwt.e30\r\nAuthorization: Bearer t\r\n\r\n"))
        }
    }

    @Test("what a server does instead of upgrading", arguments: Self.answers)
    func refusesToUpgrade(answer: String, expected: DialError) async throws {
        let script: RawServer.Script = { connection, event in
            guard case .read = event else { return }
            connection.write(answer)
            connection.close()
        }
        try await RawServer.with(script) { server in
            let failure = await client.failure("ws://\(server.authority)/ws")
            #expect(failure?.error == expected)
            #expect(failure?.facts.peer == server.authority)
            #expect(failure?.facts.upgrade != nil)
        }
    }

    static let answers: [(String, DialError)] = [
        ("", .upgradeInvalid("the server closed the connection before any answer")),
        ("HTTP/1.1 101", .upgradeInvalid("the server closed the connection in the middle of the answer's head")),
        (
            "HTTP/1.1 401 No\r\nContent-Length: 5\r\n\r\nnever",
            .upgradeRefused(UpgradeRefusal(status: 401, headers: [.contentLength: "5"], body: "never"))
        ),
        ("HTTP/1.1 503 No\r\n\r\nhalf", .upgradeRefused(UpgradeRefusal(status: 503, headers: [:], body: "half"))),
        ("SSH-2.0-x\r\n", .upgradeInvalid("not HTTP: \"SSH-2.0-x??\"")),
        ("HTTP/1.1 101 x\r\n\r\n", .upgradeInvalid("101 without \"Upgrade: websocket\"")),
    ]

    @Test("a reset is told in the system's words")
    func reset() async throws {
        let script: RawServer.Script = { connection, event in
            if case .read = event { connection.reset() }
        }
        try await RawServer.with(script) { server in
            let failure = await client.failure("ws://\(server.authority)/ws")
            #expect(failure?.error == .upgradeInvalid("connection reset by peer before any answer"))
        }
    }

    @Test("a subprotocol that was not offered")
    func stranger() async throws {
        let script: RawServer.Script = { connection, event in
            guard case .read(let bytes) = event else { return }
            connection.write(Upgrading.accept(bytes, "Sec-WebSocket-Protocol: chat\r\n"))
        }
        try await RawServer.with(script) { server in
            let failure = await client.failure("ws://\(server.authority)/ws")
            #expect(failure?.error == .subprotocolMismatch("the server chose a subprotocol that was not offered"))
            #expect(failure?.facts.status == 101)
        }
    }

    @Test(
        "a server that never answers the upgrade, and one that drips it, end at the deadline",
        arguments: [false, true]
    )
    func silent(isDripping: Bool) async throws {
        let gone = Box(0)
        let script: RawServer.Script = { connection, event in
            switch event {
            case .opened: break
            case .read: if isDripping { Self.drip(Array("HTTP/1.1 101 Switching Protocols\r\n".utf8)[...], connection) }
            case .closed: gone.change { $0 += 1 }
            }
        }
        try await RawServer.with(script) { server in
            let failure = await client.failure("ws://\(server.authority)/ws", within: longDeadline)
            guard case .upgradeTimedOut(let after)? = failure?.error else { return #expect(failure == nil) }
            #expect(after > .zero && after == failure?.facts.upgrade)
            // The connection was closed, not forgotten.
            try await gone.reaches(1)
        }
    }

    private static func drip(_ bytes: ArraySlice<UInt8>, _ connection: RawConnection) {
        guard let first = bytes.first else { return }
        connection.write(ByteBuffer(bytes: [first]))
        connection.later(400) { drip(bytes.dropFirst(), connection) }
    }

    @Test("a body without end is not waited for")
    func endlessBody() async throws {
        let script: RawServer.Script = { connection, event in
            if case .read = event { connection.write("HTTP/1.1 500 x\r\nContent-Length: 99\r\n\r\nhalf") }
        }
        try await RawServer.with(script) { server in
            let refusal = UpgradeRefusal(status: 500, headers: [.contentLength: "99"], body: "half")
            let slow = await client.failure("ws://\(server.authority)/ws")
            #expect(slow?.error == .upgradeRefused(refusal))
            // Nor is it, when the deadline comes first.
            let hasty = await client.failure("ws://\(server.authority)/ws", within: longDeadline)
            #expect(hasty?.error == .upgradeRefused(refusal))
            #expect(hasty?.facts.status == 500)
        }
    }

    @Test("a local socket is a way too; one that is not there refuses")
    func unix() async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/a.sock"
        let server = try await RawServer.start(unix: path, Upgrading.script { $0.close() })
        let dialed = try await client.dial("ws+unix://\(path):/ws")
        #expect(dialed.facts.peer == "unix:\(path)")
        #expect(try await dialed.allNotes() == [.opened, .ended(.endOfStream)])
        await server.stop()
        #expect(await client.failure("ws+unix://\(path)x:/ws")?.error == .refused(["unix:\(path)x"]))
        let long = String(repeating: "x", count: 200)
        #expect(
            await client.failure("ws+unix:///\(long):/ws")?.error
                == .local("/\(long) is too long for the path of a local socket")
        )
    }

    @Test("what is wrong with the dial itself is said before anything is connected to")
    func ours() async throws {
        let subprotocol = await client.failure("ws://127.0.0.1:1/ws") { $0.subprotocols = ["fine", "a b"] }
        #expect(
            subprotocol == DialFailure(error: .local("subprotocol 2 is no token (RFC 6455 §4.1)"), facts: DialFacts())
        )
        let family = await client.failure("ws://127.0.0.1:1/ws") { $0.addresses = .v6 }
        #expect(family?.error == .local("127.0.0.1: the address is not of the family that may be used"))
        let pin = await client.failure("ws://a.example:1/ws") { $0.pinned = ["a.example:1": ["b.example"]] }
        #expect(pin?.error == .local("a.example: b.example, to which the host is pinned, is no address"))
        #expect([subprotocol, family, pin].allSatisfy { $0?.error.isOurs == true })
    }
}
