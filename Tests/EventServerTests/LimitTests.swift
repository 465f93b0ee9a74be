import EventServer
import Metrics
import NIOCore
import Testing
import Transport

@Suite("Limits", .timeLimit(.minutes(5)))
struct LimitTests {
    @Test("a user has so many sockets and no more, and another user is not hurt by that")
    func connectionsPerUser() async throws {
        try await TestServer.with {
            $0.limits.connectionsPerUser = 2
        } _: { server in
            let first = try await TestUser.ann.session(at: server)
            let second = try await TestUser.ann.session(at: server)
            let refusal = await #expect(throws: Refused.self) { _ = try await TestUser.ann.socket(at: server) }
            #expect(refusal?.answer.status == 429)
            _ = try await TestUser.bob.session(at: server)
            // One that has ended makes room: its close frame is answered when it is gone.
            try await first.socket.close()
            #expect(await first.socket.next() == .close(1000))
            _ = try await TestUser.ann.session(at: server)
            _ = second
        }
    }

    @Test("more connections than the limit are told so; when there is room again, they are taken")
    func connections() async throws {
        try await TestServer.with {
            $0.limits.connections = 3
        } _: { server in
            let port = server.address.port
            var held: [RawConnection] = []
            for _ in 0..<3 {
                let connection = try await RawConnection(port: port)
                try await connection.send("GET /health")
                held.append(connection)
            }
            let answer = try await HTTPWire(port: port).get("/health")
            #expect(answer.status == 503 && answer["retry-after"] == "1")
            try await held.removeLast().close()
            var status = 503
            while status == 503 { status = try await HTTPWire(port: port).get("/health").status }
            #expect(status == 200)
            let health = try await HTTPWire(port: port).get("/ws/health")
            #expect(
                health.status == 503 && health.body.contains(#""connections":{"status":"unhealthy","detail":"3 of 3"}"#)
            )
        }
    }

    @Test("a message beyond the limit closes the socket with 1009")
    func message() async throws {
        try await TestServer.with {
            $0.limits.message = 1024
        } _: { server in
            let session = try await TestUser.ann.session(at: server)
            try await session.ask(String(repeating: "x", count: 900), run: "r")
            #expect(try await session.events().count == 5)
            try await session.ask(String(repeating: "x", count: 1024), run: "r")
            #expect(await session.socket.next() == .close(1009))
        }
    }

    @Test("a client that breaks the protocol is closed with the code for it")
    func violations() async throws {
        let rows: [(ByteBuffer, UInt16)] = [
            (ByteBuffer(bytes: [0x81, 0x01, 0x41]), 1002),
            (TestSocket.frame(0x3, []), 1002),
            (TestSocket.frame(0x1, [0xFF, 0xFE]), 1007),
            (ByteBuffer(bytes: [0x88, 0x81, 0, 0, 0, 0, 1]), 1002),
        ]
        try await TestServer.with { server in
            for (bytes, code) in rows {
                let session = try await TestUser.ann.session(at: server)
                try await session.socket.connection.send(bytes)
                #expect(await session.socket.next() == .close(code))
            }
        }
    }

    @Test("a client that does not read is closed, and costs the server a bounded amount; others go on meanwhile")
    func slowReader() async throws {
        try await TestServer.with {
            $0.limits.unread = .seconds(10)
            $0.heartbeat = .seconds(1000)
            $0.limits.runsPerUser = 1000
        } _: { server, clock in
            let socket = try await TestUser.ann.socket(at: server, receiveBuffer: 32 << 10)
            let slow = try await TestSession(shakingHandsOn: socket)
            // The deadline of the handshake is past, so the next one is what is waited for.
            try await clock.advance(by: .seconds(5))
            try await slow.socket.connection.stopReading()
            let flood = Task {
                // The server stops reading too, so this ends by itself: with an error, when the socket is closed.
                while true { try await slow.ask(String(repeating: "x", count: 2000), run: "r") }
            }
            await clock.waits(for: .seconds(10))
            try await clock.advance(by: .seconds(10))
            await #expect(throws: (any Error).self) { try await flood.value }
            #expect(
                server.metrics.exposition(.text004).contains(#"quintet_server_refusals_total{reason="slow_reader"} 1"#)
            )
            let bob = try await TestUser.bob.session(at: server)
            try await bob.ask("one", run: "r")
            #expect(try await bob.events().count == 5)
        }
    }

    @Test("the twin: one that stops reading for a while gets everything, and meanwhile is not read from either")
    func patientReader() async throws {
        let runs = 1000
        try await TestServer.with {
            $0.limits.unread = .seconds(100)
            $0.heartbeat = .seconds(1000)
            $0.limits.runsPerUser = runs
            $0.replay.events = 5 * runs
        } _: { server, clock in
            let socket = try await TestUser.ann.socket(at: server, receiveBuffer: 32 << 10)
            let session = try await TestSession(shakingHandsOn: socket)
            try await clock.advance(by: .seconds(5))
            try await session.socket.connection.stopReading()
            let text = String(repeating: "x", count: 2000)
            for run in 1...runs {
                session.socket.connection.sendLater(TestSession.request(text, run: "r\(run)"))
            }
            // The events are more than the systems' buffers hold, so the server stops somewhere. It has when nothing
            // more begins while it does other things.
            await clock.waits(for: .seconds(100))
            var begun = -1.0
            var unchanged = 0
            while unchanged < 50 {
                _ = try await HTTPWire(port: server.address.port).get("/health")
                let now = try #require(server.started)
                unchanged = now == begun ? unchanged + 1 : 0
                begun = now
            }
            #expect(begun < Double(runs))
            try await session.socket.connection.startReading()
            #expect(try await session.events(ofRuns: runs).count == 5 * runs)
        }
    }
}

extension EventServer {
    /// How many runs have begun.
    fileprivate var started: Double? {
        let line = metrics.exposition(.text004).split(separator: "\n").first {
            $0.hasPrefix("quintet_server_runs_total ")
        }
        return line?.split(separator: " ").last.flatMap { Double($0) }
    }
}
