import Testing
import Transport

@testable import EventServer

@Suite("Resuming more than once", .timeLimit(.minutes(5)))
struct ResumeAgainTests {
    private static let delay = Duration.seconds(3)
    private static let rest = ["tool_executing", "tool_completed", "agent_completed"]

    /// Runs `body` with a session of Ann's that has got two events of a run, and the run waits before its third.
    private static func withHalfARun(
        _ body: (EventServer, StandingClock, TestSession, [Event]) async throws -> Void
    ) async throws {
        try await TestServer.with {
            $0.faults = [FaultRule(.event(.toolExecuting), .delay(delay))]
        } _: { server, clock in
            let first = try await TestUser.ann.session(at: server)
            try await first.ask("one", run: "r")
            let seen = try await TestSocket.events(2, from: first.socket)
            await clock.waits(for: delay)
            try await body(server, clock, first, seen)
        }
    }

    @Test("two that resume behind the same event both get every event behind it, once")
    func twoAtOnce() async throws {
        try await Self.withHalfARun { server, clock, first, seen in
            try await first.socket.cut()
            let two = [
                try await TestUser.ann.session(at: server, lastEventID: seen[0].id),
                try await TestUser.ann.session(at: server, lastEventID: seen[0].id),
            ]
            try await clock.advance(by: Self.delay)
            for session in two {
                #expect(try await session.events().map(\.type) == ["agent_thinking"] + Self.rest)
                try await session.expectSilence()
            }
        }
    }

    @Test("one that resumes again, behind the same event or a newer one, gets every event behind it, once")
    func again() async throws {
        try await Self.withHalfARun { server, clock, first, seen in
            try await first.socket.cut()
            let second = try await TestUser.ann.session(at: server, lastEventID: seen[0].id)
            #expect(try await second.socket.event() == seen[1])
            try await second.leave()
            let third = try await TestUser.ann.session(at: server, lastEventID: seen[0].id)
            #expect(try await third.socket.event() == seen[1])
            try await clock.advance(by: Self.delay)
            let all = seen + (try await third.events())
            #expect(all.map(\.type) == ["agent_started", "agent_thinking"] + Self.rest)
            try await third.leave()
            for index in [0, 2, 3, 2] {
                let next = try await TestUser.ann.session(at: server, lastEventID: all[index].id)
                #expect(try await next.events() == Array(all[(index + 1)...]))
                try await next.expectSilence()
                try await next.leave()
            }
            let last = try await TestUser.ann.session(at: server, lastEventID: all[4].id)
            try await last.expectSilence()
        }
    }

    @Test("what was written to a connection between is not lost to one that names an event from before it")
    func between() async throws {
        try await TestServer.with {
            $0.faults = [FaultRule(.event(.toolExecuting), .delay(Self.delay), run: 2)]
        } _: { server, clock in
            let first = try await TestUser.ann.session(at: server)
            try await first.ask("one", run: "a")
            let whole = try await first.events()
            try await first.ask("two", run: "b")
            let begun = try await TestSocket.events(2, from: first.socket)
            await clock.waits(for: Self.delay)
            try await first.leave()
            let second = try await TestUser.ann.session(at: server)
            try await clock.advance(by: Self.delay)
            let ended = try await second.events()
            try await second.leave()
            for _ in 1...2 {
                let next = try await TestUser.ann.session(at: server, lastEventID: whole[4].id)
                #expect(try await next.events() == begun + ended)
                try await next.expectSilence()
                try await next.leave()
            }
        }
    }

    @Test("what one connection did not get is not taken for written because another got it")
    func halfOpen() async throws {
        try await Self.withHalfARun { server, clock, first, seen in
            let second = try await TestUser.ann.session(at: server, lastEventID: seen[0].id)
            #expect(try await second.socket.event() == seen[1])
            try await second.leave()
            try await clock.advance(by: Self.delay)
            let ended = try await first.events()
            #expect(ended.map(\.type) == Self.rest)
            let third = try await TestUser.ann.session(at: server)
            #expect(try await third.events() == ended)
            try await third.expectSilence()
        }
    }

    @Test("a client that shakes hands again gets nothing twice")
    func handshakeAgain() async throws {
        try await Self.withHalfARun { server, clock, first, seen in
            try await first.socket.cut()
            let id = seen[0].id ?? ""
            let second = try await TestUser.ann.session(at: server, lastEventID: id)
            #expect(try await second.socket.event() == seen[1])
            let third = try await TestUser.ann.session(at: server, lastEventID: id)
            #expect(try await third.socket.event() == seen[1])
            try await third.leave()
            try await second.socket.send(#"{"type":"handshake_request"}"#)
            #expect(try await second.socket.event().type == "handshake_response")
            try await second.socket.send(#"{"type":"handshake_acknowledged","last_event_id":"\#(id)"}"#)
            #expect(try await second.socket.event().type == "handshake_complete")
            try await clock.advance(by: Self.delay)
            #expect(try await second.events().map(\.type) == Self.rest)
            try await second.expectSilence()
        }
    }
}

extension TestSession {
    /// Closes the socket and waits until the server has taken note of it.
    fileprivate func leave() async throws {
        try await socket.close()
        #expect(await socket.next() == .close(1000))
    }

    /// The answer to a ping comes behind everything that was to be sent before it.
    fileprivate func expectSilence() async throws {
        try await socket.send(#"{"type":"ping"}"#)
        #expect(try await socket.event().type == "pong")
    }
}
