import Testing
import Transport

@testable import EventServer

@Suite("Replay", .timeLimit(.minutes(5)))
struct ReplayTests {
    private static let five = [
        "agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed",
    ]
    private static let delay = Duration.seconds(3)

    @Test("a cut connection loses no event: the next one gets those that were never written", arguments: [true, false])
    func unwritten(isClean: Bool) async throws {
        try await TestServer.with {
            $0.faults = [FaultRule(.event(.toolExecuting), .delay(Self.delay))]
        } _: { server, clock in
            let first = try await TestUser.ann.session(at: server)
            try await first.ask("one", run: "r")
            let seen = try await TestSocket.events(2, from: first.socket)
            await clock.waits(for: Self.delay)
            try await Self.leave(first, cleanly: isClean)
            let second = try await TestUser.ann.session(at: server)
            try await clock.advance(by: Self.delay)
            let rest = try await second.events()
            #expect((seen + rest).map(\.type) == Self.five)
            #expect(rest.allSatisfy { $0.run == "r" && $0.members.thread_id == first.thread })
        }
    }

    @Test(
        "last_event_id gives back what was written and lost, in the acknowledgement or in the URL",
        arguments: [true, false]
    )
    func lastEventID(isInURL: Bool) async throws {
        try await TestServer.with { server in
            let first = try await TestUser.ann.session(at: server)
            try await first.ask("one", run: "r")
            let all = try await first.events()
            try await first.socket.cut()
            let id = all[1].id ?? ""
            let second =
                isInURL
                ? try await TestUser.ann.session(at: server, target: "/ws?last_event_id=\(id)")
                : try await TestUser.ann.session(at: server, lastEventID: id)
            #expect(try await second.events() == Array(all[2...]))
            try await Self.expectSilence(second)
        }
    }

    @Test("what was written to a connection that ended is not sent again without last_event_id")
    func nothingTwice() async throws {
        try await TestServer.with { server in
            let first = try await TestUser.ann.session(at: server)
            try await first.ask("one", run: "r")
            _ = try await first.events()
            try await first.socket.cut()
            for id in [nil, "nonsense", "00000000-3", "x-y-z"] {
                let next = try await TestUser.ann.session(at: server, lastEventID: id)
                try await Self.expectSilence(next)
                try await next.socket.cut()
            }
        }
    }

    @Test("last_event_id resumes the connection it came from, and no other run of the user")
    func lineage() async throws {
        try await TestServer.with { server in
            let first = try await TestUser.ann.session(at: server)
            try await first.ask("one", run: "mine")
            let mine = try await first.events()
            let other = try await TestUser.ann.session(at: server)
            try await other.ask("two", run: "other")
            _ = try await other.events()
            try await other.socket.close()
            try await first.socket.cut()
            let second = try await TestUser.ann.session(at: server, lastEventID: mine[3].id)
            #expect(try await second.events() == [mine[4]])
            try await Self.expectSilence(second)
        }
    }

    @Test("another user's event id means nothing, and another user gets nothing")
    func foreignID() async throws {
        try await TestServer.with {
            $0.faults = [FaultRule(.event(.toolExecuting), .delay(Self.delay))]
        } _: { server, clock in
            let ann = try await TestUser.ann.session(at: server)
            try await ann.ask("one", run: "r")
            let seen = try await TestSocket.events(2, from: ann.socket)
            await clock.waits(for: Self.delay)
            try await ann.socket.cut()
            let bob = try await TestUser.bob.session(at: server, lastEventID: seen[0].id)
            try await Self.expectSilence(bob)
            let next = try await TestUser.ann.session(at: server)
            try await clock.advance(by: Self.delay)
            #expect(try await next.events().count == 3)
            try await Self.expectSilence(bob)
        }
    }

    @Test("several runs are replayed in the order in which their events happened")
    func order() async throws {
        try await TestServer.with {
            $0.faults = [FaultRule(.event(.agentThinking), .delay(Self.delay))]
        } _: { server, clock in
            let first = try await TestUser.ann.session(at: server)
            for run in ["a", "b", "c"] { try await first.ask("one", run: run) }
            _ = try await TestSocket.events(3, from: first.socket)
            await clock.waits(for: Self.delay, count: 3)
            try await first.socket.cut()
            let second = try await TestUser.ann.session(at: server)
            try await clock.advance(by: Self.delay)
            let rest = try await second.events(ofRuns: 3)
            #expect(rest.count == 12)
            let numbers = rest.compactMap { $0.id.flatMap(EventID.init)?.sequence }
            #expect(numbers == numbers.sorted() && Set(numbers).count == 12)
        }
    }

    @Test("no more events than the bound are kept, the newest ones")
    func bound() async throws {
        try await TestServer.with {
            $0.replay.events = 7
        } _: { server in
            let first = try await TestUser.ann.session(at: server)
            var all: [Event] = []
            for run in 1...3 {
                try await first.ask("one", run: "r\(run)")
                all += try await first.events()
            }
            try await first.socket.cut()
            // The run of the first event is gone, and with it what the id means.
            let lost = try await TestUser.ann.session(at: server, lastEventID: all[0].id)
            try await Self.expectSilence(lost)
            try await lost.socket.cut()
            let kept = try await TestUser.ann.session(at: server, lastEventID: all[10].id)
            #expect(try await kept.events() == Array(all[11...]))
        }
    }

    @Test("a run is kept as long as it should be, and then forgotten")
    func time() async throws {
        try await TestServer.with {
            $0.replay.time = .seconds(300)
        } _: { server, clock in
            let first = try await TestUser.ann.session(at: server)
            try await first.ask("one", run: "r")
            let all = try await first.events()
            try await first.socket.cut()
            try await clock.advance(by: .seconds(299))
            let second = try await TestUser.ann.session(at: server, lastEventID: all[0].id)
            #expect(try await second.events() == Array(all[1...]))
            try await second.socket.cut()
            try await clock.advance(by: .seconds(1))
            let third = try await TestUser.ann.session(at: server, lastEventID: all[0].id)
            try await Self.expectSilence(third)
        }
    }

    private static func leave(_ session: TestSession, cleanly: Bool) async throws {
        guard cleanly else { return try await session.socket.cut() }
        try await session.socket.close(1000)
        while true {
            switch await session.socket.next() {
            case .text, .other: continue
            case .close(let code):
                #expect(code == 1000)
                return
            case .end: return
            }
        }
    }

    /// The answer to a ping comes behind everything that was to be sent before it.
    private static func expectSilence(_ session: TestSession) async throws {
        try await session.socket.send(#"{"type":"ping"}"#)
        #expect(try await session.socket.event().type == "pong")
    }
}
