import Logging
import NIOCore
import NIOPosix
import Testing
import Transport

@testable import EventServer

@Suite("What is kept of runs", .timeLimit(.minutes(5)))
struct RetentionTests {
    /// A follower that takes note of the runs it is given, and holds none of them.
    private final class Onlooker: Follower {
        final class Sight {
            weak var run: Run?
            init(_ run: Run) { self.run = run }
        }

        let number: UInt64
        let threadID = "thread"
        var seen: [Sight] = []
        var followed: Run?

        init(_ number: UInt64) { self.number = number }

        func nextRunID() -> String { "run" }
        func follow(_ run: Run, from position: Int) {
            run.origin = number
            seen.append(Sight(run))
            followed = run
        }
        func follows(_ run: Run) -> Bool { followed === run }
        func wake() {}
        func close(behindEventsWith code: CloseCode) {}
    }

    private final class Nowhere: Neighbourhood {
        func tidy(_ space: UserSpace) {}
        func leak(_ payload: ByteBuffer, from space: UserSpace) {}
    }

    /// A user's space and what it needs, all on the loop of its clock.
    private struct Scene {
        let workshop: Workshop
        let neighbourhood = Nowhere()
        let space: UserSpace
        let onlooker = Onlooker(1)

        init(_ replay: ReplaySettings, by clock: StandingClock) {
            let metrics = ServerMetrics(version: "test")
            // Nobody carries the runs out but this test.
            let pool = RunPool()
            pool.finish()
            workshop = Workshop(
                Workshop.Settings(
                    limits: ServerLimits(),
                    heartbeat: .seconds(25),
                    replay: replay,
                    agent: AgentSettings()
                ),
                pool: pool,
                faults: FaultRoom([], struck: metrics.faults),
                metrics: metrics,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                clock: clock
            )
            space = UserSpace(User(email: "a@example.com"), in: workshop, among: neighbourhood)
            space.enter(onlooker)
        }

        /// A run of `events` events, begun and, unless it is followed on, ended and let go by its follower.
        func run(events: Int) throws {
            let request = AgentRequestText(type: "chat", text: "x", runID: nil, threadID: nil, agentName: nil)
            #expect(space.start(request, for: onlooker) == nil)
            let run = try #require(onlooker.followed)
            for _ in 0..<events { space.publish(.thinking(reasoning: "deep"), of: run, with: .none) }
            space.end(run)
            run.written = run.log.end
            onlooker.followed = nil
        }

        /// The runs that are somewhere in memory.
        var alive: [Run] { onlooker.seen.compactMap(\.run) }
        /// Their events.
        var events: Int { alive.reduce(0) { $0 + $1.log.count } }
    }

    private let clock = StandingClock(MultiThreadedEventLoopGroup.singleton.next())

    /// Runs `body` on the loop of the clock.
    private func onLoop<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await clock.loop.submit(body).get()
    }

    @Test("of thousands of runs of a user the newest events are kept, as many as the bound says, and no other run")
    func bound() async throws {
        try await onLoop { [clock] in
            let scene = Scene(ReplaySettings(events: 1000), by: clock)
            for _ in 0..<5000 { try scene.run(events: 5) }
            #expect(scene.events == 1000)
            // A discarded run may be remembered by its age as long as most of those are alive.
            #expect(scene.alive.count { !$0.isDiscarded } == 200 && scene.alive.count <= 465)
            scene.workshop.stop()
        }
    }

    @Test("runs are forgotten at their age, each at its own")
    func age() async throws {
        let scene = try await onLoop { [clock] in
            let scene = Scene(ReplaySettings(time: .seconds(300)), by: clock)
            for _ in 0..<3 { try scene.run(events: 5) }
            return NIOLoopBound(scene, eventLoop: clock.loop)
        }
        try await clock.advance(by: .seconds(100))
        try await onLoop { for _ in 0..<4 { try scene.value.run(events: 5) } }
        try await clock.advance(by: .seconds(199))
        #expect(try await onLoop { scene.value.alive.count } == 7)
        try await clock.advance(by: .seconds(1))
        #expect(try await onLoop { scene.value.alive.count } == 4)
        try await clock.advance(by: .seconds(100))
        #expect(try await onLoop { scene.value.alive.count } == 0)
        #expect(clock.deadlines == [])
    }

    @Test("all users together keep no more bytes than the bound, the newest runs")
    func bytes() async throws {
        try await onLoop { [clock] in
            let scene = Scene(ReplaySettings(bytes: 20_000), by: clock)
            for _ in 0..<100 { try scene.run(events: 5) }
            let sizes = scene.alive.map(\.log.bytes)
            #expect(sizes.reduce(0, +) <= 20_000 && sizes.reduce(0, +) + (sizes.first ?? 0) > 20_000)
            #expect(scene.alive.last?.log.sequence(at: 0) == 496)
            scene.workshop.stop()
        }
    }

    @Test("what a user's own bound takes away counts no more among the bytes of all")
    func accounts() async throws {
        try await onLoop { [clock] in
            let one = Scene(ReplaySettings(events: 10, bytes: 20_000), by: clock)
            // Many times the bytes, but never more than two runs at a time.
            for _ in 0..<1000 { try one.run(events: 5) }
            #expect(one.events == 10)
            one.workshop.stop()
        }
    }

    @Test("a run without events leaves nothing behind")
    func empty() async throws {
        try await onLoop { [clock] in
            let scene = Scene(ReplaySettings(), by: clock)
            for _ in 0..<1000 { try scene.run(events: 0) }
            #expect(scene.alive.isEmpty && clock.deadlines == [])
        }
    }

    @Test("one that is still followed loses event after event, and then knows that it has lost them")
    func followed() async throws {
        try await onLoop { [clock] in
            let scene = Scene(ReplaySettings(events: 10), by: clock)
            let slow = Onlooker(2)
            scene.space.enter(slow)
            let request = AgentRequestText(type: "chat", text: "x", runID: nil, threadID: nil, agentName: nil)
            #expect(scene.space.start(request, for: slow) == nil)
            let run = try #require(slow.followed)
            var feeds = Feeds()
            feeds.add(run, from: 0)
            for _ in 0..<5 { scene.space.publish(.started, of: run, with: .none) }
            scene.space.end(run)
            try scene.run(events: 7)
            #expect(run.log.count == 3 && run.log.start == 2 && feeds.isBehind)
            try scene.run(events: 9)
            #expect(run.log.count == 0 && run.log.start == 5 && feeds.isBehind)
            // Of a run that nobody follows, all events go together.
            #expect(scene.events == 9)
            scene.workshop.stop()
        }
    }
}
