import NIOCore
import Testing

@testable import Transport

/// Servers that end a connection at each point of its life, in each way, over real sockets.
@Suite("Connections that end")
struct DialEndingsTests {
    private let client = TestDialer()

    enum Way: CaseIterable {
        case close, halfClose, reset

        func end(_ connection: RawConnection) {
            switch self {
            case .close: connection.close()
            case .halfClose: connection.channel.close(mode: .output, promise: nil)
            case .reset: connection.reset()
            }
        }
    }

    @Test("before anything was answered, or in the middle of it: no answer to an upgrade", arguments: Way.allCases)
    func beforeTheAnswer(way: Way) async throws {
        for answer in ["", "HTTP", "HTTP/1.1 101 Switching Protocols\r\nUpgra"] {
            let script: RawServer.Script = { connection, event in
                guard case .read = event else { return }
                if !answer.isEmpty { connection.write(answer) }
                way.end(connection)
            }
            try await RawServer.with(script) { server in
                let failure = await client.failure("ws://\(server.authority)/ws")
                guard case .upgradeInvalid? = failure?.error else {
                    Issue.record("\(way) behind \(answer): \(String(describing: failure))")
                    return
                }
            }
        }
    }

    @Test("as soon as the connection is there", arguments: Way.allCases, [false, true])
    func atOnce(way: Way, isSecure: Bool) async throws {
        let script: RawServer.Script = { connection, event in
            if case .opened = event { way.end(connection) }
        }
        try await RawServer.with(script) { server in
            let failure = await client.failure("\(isSecure ? "wss" : "ws")://\(server.authority)/ws") {
                $0.tls.isInsecure = true
            }
            switch failure?.error {
            case .upgradeInvalid? where !isSecure, .tls(.broken)? where isSecure: break
            default: Issue.record("\(way): \(String(describing: failure))")
            }
        }
    }

    @Test("behind the upgrade, between two frames and in the middle of one", arguments: Way.allCases)
    func inTheSession(way: Way) async throws {
        for rest in [[], [0x81], [0x81, 5, 0x61]] as [[UInt8]] {
            let script = Upgrading.script { connection in
                connection.write(ByteBuffer(bytes: RawFrame.text("hi") + rest))
            }
            try await RawServer.with(Self.ending(script, by: way)) { server in
                let dialed = try await client.dial("ws://\(server.authority)/ws")
                // Said only now: a reset throws away what was sent before it and not read yet.
                var notes: [Recorder.Note] = []
                for await note in try await dialed.notes() {
                    notes.append(note)
                    if note == .text("hi") { try await dialed.act { $0.send(text: "go") } }
                }
                let end: SessionEnd =
                    switch way {
                    case .close, .halfClose: .endOfStream
                    case .reset: .reset("connection reset by peer")
                    }
                #expect(notes == [.opened, .text("hi"), .ended(end)])
            }
        }
    }

    @Test("instead of an answer to our close", arguments: Way.allCases)
    func inTheClose(way: Way) async throws {
        try await RawServer.with(Self.ending(Upgrading.script(), by: way)) { server in
            let dialed = try await client.dial("ws://\(server.authority)/ws")
            try await dialed.act { $0.close(.normal, within: .seconds(60)) }
            let end: SessionEnd =
                switch way {
                case .close, .halfClose: .endOfStream
                case .reset: .reset("connection reset by peer")
                }
            #expect(try await dialed.allNotes() == [.opened, .ended(end)])
        }
    }

    @Test("by the server's close frame, and the connection goes with it")
    func theirs() async throws {
        let gone = Box(0)
        let script: RawServer.Script = { connection, event in
            switch event {
            case .opened: break
            case .closed: gone.change { $0 += 1 }
            case .read(let bytes):
                if String(buffer: bytes).hasPrefix("GET ") {
                    connection.write(Upgrading.accept(bytes))
                    connection.write(ByteBuffer(bytes: RawFrame.close(1001, "bye")))
                } else {
                    connection.close()
                }
            }
        }
        try await RawServer.with(script) { server in
            let dialed = try await client.dial("ws://\(server.authority)/ws")
            let close = CloseFrame(.goingAway, reason: "bye")
            #expect(try await dialed.allNotes() == [.opened, .ended(.closed(close, by: .server))])
            try await gone.reaches(1)
        }
    }

    /// Does what `script` says, and ends the connection at the first frame of the client.
    private static func ending(_ script: @escaping RawServer.Script, by way: Way) -> RawServer.Script {
        { connection, event in
            script(connection, event)
            guard case .read(let bytes) = event, !String(buffer: bytes).hasPrefix("GET ") else { return }
            way.end(connection)
        }
    }
}
