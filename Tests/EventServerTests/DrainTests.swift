import EventServer
import Testing
import Transport

@Suite("Stopping", .timeLimit(.minutes(5)))
struct DrainTests {
    @Test("runs under way may end, sockets close with 1001, and nobody new is let in meanwhile")
    func drain() async throws {
        try await TestServer.with {
            $0.drain = .seconds(60)
            $0.faults = [FaultRule(.event(.toolExecuting), .delay(.seconds(5)))]
        } _: { server, clock in
            let session = try await TestUser.ann.session(at: server)
            let token = try await TestUser.bob.login(at: server).access_token
            try await session.ask("one", run: "r")
            #expect(try await session.socket.event().type == "agent_started")
            await clock.waits(for: .seconds(5))
            async let stopped: Void = server.stop()
            await clock.waits(for: .seconds(60))
            try await clock.advance(by: .seconds(5))
            var events: [Event] = []
            while events.last?.type != "agent_completed" { events.append(try await session.socket.event()) }
            #expect(
                events.filter { $0.run == "r" }.map(\.type) == [
                    "agent_thinking", "tool_executing", "tool_completed", "agent_completed",
                ]
            )
            #expect(await session.socket.next() == .close(1001))
            await stopped
            await #expect(throws: (any Error).self) {
                _ = try await TestSocket.open(port: server.address.port, headers: ["Authorization: Bearer \(token)"])
            }
        }
    }

    @Test("while it drains, a new socket and a new run are refused, and readiness says so")
    func refusals() async throws {
        try await TestServer.with {
            $0.drain = .seconds(10)
            $0.faults = [FaultRule(.event(.agentThinking), .delay(.seconds(3600)))]
        } _: { server, clock in
            let wire = HTTPWire(port: server.address.port)
            #expect(try await wire.get("/health/ready").status == 200)
            let session = try await TestUser.ann.session(at: server)
            let token = try await TestUser.bob.login(at: server).access_token
            try await session.ask("one", run: "r")
            #expect(try await session.socket.event().type == "agent_started")
            async let stopped: Void = server.stop()
            await clock.waits(for: .seconds(10))
            #expect(try await wire.get("/health/ready").status == 503)
            #expect(try await wire.get("/health/live").status == 200)
            #expect(try await wire.get("/ws/health").status == 503)
            let refusal = await #expect(throws: Refused.self) {
                _ = try await TestSocket.open(port: server.address.port, headers: ["Authorization: Bearer \(token)"])
            }
            #expect(refusal?.answer.status == 503 && refusal?.answer["retry-after"] == "1")
            try await session.ask("two", run: "late")
            let late = try await session.socket.event()
            #expect(late.type == "error_message" && late.run == "late")
            // The run does not end by itself: it is stopped when the time is over, and the client is told.
            try await clock.advance(by: .seconds(10))
            #expect(try await session.socket.event().type == "agent_cancelled")
            #expect(await session.socket.next() == .close(1001))
            await stopped
        }
    }

    @Test(
        "who is in a hurry ends the drain: runs are cancelled at once, and their users are told",
        arguments: [false, true]
    )
    func hurry(isEarly: Bool) async throws {
        try await TestServer.with {
            $0.drain = .seconds(3600)
            $0.faults = [FaultRule(.event(.agentThinking), .delay(.seconds(7200)))]
        } _: { server, clock in
            let session = try await TestUser.ann.session(at: server)
            try await session.ask("one", run: "r")
            #expect(try await session.socket.event().type == "agent_started")
            await clock.waits(for: .seconds(7200))
            if isEarly { server.endDrain() }
            async let stopped: Void = server.stop()
            if !isEarly {
                await clock.waits(for: .seconds(3600))
                server.endDrain()
            }
            #expect(try await session.socket.event().type == "agent_cancelled")
            #expect(await session.socket.next() == .close(1001))
            await stopped
        }
    }

    @Test("a client that does not answer the close frame holds nothing up, and a second stop waits for the first")
    func silentClient() async throws {
        try await TestServer.with { server in
            let session = try await TestUser.ann.session(at: server)
            async let first: Void = server.stop()
            async let second: Void = server.stop()
            _ = await (first, second)
            #expect(await session.socket.next() == .close(1001))
            #expect(await session.socket.next() == .end)
        }
    }

    @Test("a connection that never sent a head, and one in the middle of a body, hold nothing up")
    func halfConnections() async throws {
        try await TestServer.with { server in
            let silent = try await RawConnection(port: server.address.port)
            let half = try await RawConnection(port: server.address.port)
            try await half.send("POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
            await server.stop()
            #expect(await silent.rest() == "")
            _ = await half.rest()
        }
    }

    @Test("a port that is taken is said with what to do")
    func taken() async throws {
        try await TestServer.with { server in
            var configuration = EventServerConfiguration()
            configuration.listen = server.address
            let error = await #expect(throws: EventServerError.self) {
                _ = try await EventServer.started(configuration)
            }
            #expect(error == .listen(.addressInUse(server.address)))
            #expect(
                error?.description
                    == "\(server.address) is taken by another program; stop that one, or listen elsewhere: "
                    + "--listen 127.0.0.1:0 takes any free port"
            )
        }
    }
}
