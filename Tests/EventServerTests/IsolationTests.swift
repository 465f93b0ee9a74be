import EventServer
import Testing

@Suite("Isolation", .timeLimit(.minutes(5)))
struct IsolationTests {
    /// One user's view: what was asked, and every frame that came.
    struct Witness: Sendable {
        let user: TestUser
        let frames: [Event]

        /// The frames that belong to somebody else, by any id in them or by the other user's words.
        func foreign(other: TestUser) -> [Event] {
            frames.filter { frame in
                let isOfOther = frame.members.user_id != nil && frame.members.user_id != user.id
                let isOtherRun = frame.run.map { !$0.hasPrefix(user.email) } ?? false
                return isOfOther || isOtherRun || frame.text.contains("nonce-\(other.email)")
            }
        }

        /// How many runs came to their end.
        var completed: Int { frames.count { $0.type == "agent_completed" && $0.run?.hasPrefix(user.email) == true } }
    }

    private static let runs = 500

    @Test("two users, 1,000 interleaved runs: nothing foreign is seen by either")
    func nothingForeign() async throws {
        let (ann, bob) = try await Self.interleaved([])
        #expect(ann.foreign(other: .bob).isEmpty && bob.foreign(other: .ann).isEmpty)
        #expect(ann.completed == Self.runs && bob.completed == Self.runs)
        #expect(ann.frames.count == 5 * Self.runs && bob.frames.count == 5 * Self.runs)
    }

    @Test("the twin: one event that is leaked among 1,000 runs is found, by the one who got it")
    func plantedLeak() async throws {
        let (ann, bob) = try await Self.interleaved(["tool_completed:leak;user=ann@example.com;run=250"])
        #expect(ann.foreign(other: .bob).isEmpty)
        let leaked = bob.foreign(other: .ann)
        #expect(leaked.map(\.type) == ["tool_completed"])
        #expect(leaked.first?.members.user_id == TestUser.ann.id)
        // It was not taken from Ann.
        #expect(ann.completed == Self.runs && ann.frames.count == 5 * Self.runs)
    }

    private static func interleaved(_ faults: [String]) async throws -> (Witness, Witness) {
        try await TestServer.with {
            $0.replay.events = 100
        } _: { server in
            // Both are there before the first of them asks: a leak needs somebody to leak to.
            let annsSession = try await TestUser.ann.session(at: server)
            let bobsSession = try await TestUser.bob.session(at: server)
            try server.faults.set(faults)
            let (annsEnd, ann) = AsyncStream.makeStream(of: Never.self)
            let (bobsEnd, bob) = AsyncStream.makeStream(of: Never.self)
            async let anns = witness(.ann, annsSession, until: bobsEnd, ends: ann)
            async let bobs = witness(.bob, bobsSession, until: annsEnd, ends: bob)
            let witnesses = try await (anns, bobs)
            return witnesses
        }
    }

    /// Keeps ten runs under way until all have ended, and listens on until the other's have, too, whoever is faster, and
    /// the server says nothing more.
    private static func witness(
        _ user: TestUser,
        _ session: sending TestSession,
        until other: AsyncStream<Never>,
        ends: AsyncStream<Never>.Continuation
    ) async throws -> Witness {
        defer { ends.finish() }
        var frames: [Event] = []
        var asked = 0
        var ended = 0
        func ask() async throws {
            asked += 1
            try await session.ask("nonce-\(user.email)-\(asked)", run: "\(user.email)-\(asked)")
        }
        for _ in 0..<10 { try await ask() }
        while ended < runs {
            let event = try await session.socket.event()
            frames.append(event)
            guard event.type == "agent_completed", event.run?.hasPrefix(user.email) == true else { continue }
            ended += 1
            if asked < runs { try await ask() }
        }
        ends.finish()
        for await _ in other {}
        // The answer to a ping comes behind everything that was sent before it.
        try await session.socket.send(#"{"type":"ping"}"#)
        while true {
            let event = try await session.socket.event()
            if event.type == "pong" { return Witness(user: user, frames: frames) }
            frames.append(event)
        }
    }
}
