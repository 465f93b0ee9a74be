import NIOCore
import Probes
import Results
import Testing
import TestSupport
import Transport

@Suite("Frames of others")
struct LeakTests {
    /// What a leak's finding has to prove it with.
    private func leak(_ field: String, _ whose: String, frame: Int) -> LeakEvidence {
        LeakEvidence(whose: whose, field: field, frame: frame)
    }

    private func leaks(_ report: RunReport) -> [LeakEvidence] { report.findings.compactMap(\.leak) }

    private static let golden = Emission.golden

    @Test("a foreign frame is told with whose it is, the field and the frame; it is no event of the run")
    func foreignFrame() {
        let foreign: [(Emission, LeakEvidence)] = [
            (.thinking().with("user_id", "user-2").with("run_id", ""), leak("user_id", "user-2", frame: 3)),
            (.thinking().with("run_id", "run-2"), leak("run_id", "run-2", frame: 3)),
            (.thinking().with("run_id", "").with("thread_id", "thread-2"), leak("thread_id", "thread-2", frame: 3)),
            (
                .thinking().with("reasoning", "about nonce-ijklmnop").with("run_id", "run-2"),
                leak("nonce", "probe-2", frame: 3)
            ),
            (Emission("agent_completed", ["run_id": "run-2"]), leak("run_id", "run-2", frame: 3)),
            (Emission("agent_error", ["run_id": "run-2"]), leak("run_id", "run-2", frame: 3)),
            (Emission("cleanup_complete", ["run_id": "run-2"]), leak("run_id", "run-2", frame: 3)),
            (Emission("heartbeat", ["user_id": "user-2"]), leak("user_id", "user-2", frame: 3)),
            (Emission("backend_log", ["line": ["deep": ["nonce-ijklmnop"]]]), leak("nonce", "probe-2", frame: 3)),
            (Emission("agent_progress", ["run_id": "run-2"]), leak("run_id", "run-2", frame: 3)),
        ]
        for (emission, evidence) in foreign {
            for shape in EnvelopeShape.allCases {
                var run = TestRun()
                run.wire.shape = shape
                let report = run.report(Self.golden[..<3] + [emission] + Self.golden[3...])
                #expect(leaks(report) == [evidence], "\(emission.name) as \(shape)")
                #expect(report.findings.count == 1, "\(emission.name) as \(shape)")
                #expect(report.events.count == 5)
            }
        }
    }

    @Test("a leaking frame still counts for the run whose id it carries")
    func leakingEvent() {
        let report = TestRun().report(
            Self.golden[..<4] + [.completed(answer: "It is 42, as nonce-ijklmnop said")]
        )
        #expect(report.findings.map(Found.init) == [Found(.crossUserLeak, "agent_completed", "nonce")])
        #expect(report.end == .terminal("agent_completed"))
        let user = TestRun().report(Self.golden[..<4] + [.completed().with("user_id", "user-2")])
        #expect(user.findings.map(Found.init) == [Found(.crossUserLeak, "agent_completed", "user_id")])
        #expect(user.end == .terminal("agent_completed"))
    }

    @Test("one's own nonce, and those of one's other questions, are no leak; without users to compare with none is")
    func ownNonces() {
        var run = TestRun()
        run.context.nonces.add("nonce-qrstuvwx", of: "probe-1")
        #expect(run.findings(Self.golden[..<4] + [.completed(answer: "nonce-abcdefgh and nonce-qrstuvwx")]) == [])
        run.context.nonces = NonceIndex()
        #expect(run.findings(Self.golden[..<4] + [.completed(answer: "nonce-ijklmnop")]) == [])
    }

    @Test("a binary message and a broken one are searched for nonces too")
    func brokenMessages() {
        var messages = Self.golden.enumerated().map { number, emission in
            (Wire().message(emission, number: number, at: .milliseconds(number)), Duration.milliseconds(number))
        }
        messages.insert(
            (WebSocketMessage(kind: .binary, payload: ByteBuffer(string: "\0nonce-ijklmnop")), .zero),
            at: 2
        )
        messages.insert((.text("nonce-ijklmnop"), .zero), at: 0)
        let report = TestRun().report(messages: messages)
        #expect(leaks(report) == [leak("nonce", "probe-2", frame: 0), leak("nonce", "probe-2", frame: 3)])
        #expect(report.findings.filter { $0.failureClass == .malformedEvent }.count == 2)
    }

    @Test("a server may replace the run id once; the third id is a leak")
    func replacedRun() {
        var run = TestRun()
        run.wire.common = ["run_id": "server-7"]
        #expect(leaks(run.report(Self.golden)) == [])
        #expect(run.report(Self.golden).ids.run == "server-7")
        let mixed = Self.golden[..<4] + [.completed().with("run_id", "server-8")]
        let report = run.report(Array(mixed))
        #expect(leaks(report) == [leak("run_id", "server-8", frame: 4)])
        #expect(report.end == nil)
        // One that is not replaced everywhere was not replaced: what came before is somebody else's.
        let torn = run.report(Self.golden[..<4] + [.completed().with("run_id", "run-1")])
        #expect(leaks(torn) == (0..<4).map { leak("run_id", "server-7", frame: $0) })
    }

    @Test("an id is learned from the first event, not from one that leaks, and not from the second")
    func learning() {
        let foreign = Emission.started("spy").with("run_id", "run-2").with("user_id", "user-2")
        let report = TestRun().report([foreign] + Self.golden)
        #expect(leaks(report) == [leak("user_id", "user-2", frame: 0)])
        #expect(report.end == .terminal("agent_completed"))
        let second = TestRun().report([Self.golden[0], .thinking().with("thread_id", "thread-2")] + Self.golden[1...])
        #expect(leaks(second) == [leak("thread_id", "thread-2", frame: 1)])
    }

    @Test("an id in a frame before the first event is judged by that event")
    func earlyInformation() {
        let ack = Emission("ack", ["run_id": "server-7", "thread_id": "thread-9"])
        var run = TestRun()
        run.wire.common = ["run_id": "server-7", "thread_id": "thread-9"]
        #expect(leaks(run.report([ack] + Self.golden)) == [])
        run.wire.common = ["run_id": "run-1", "thread_id": "thread-9"]
        #expect(leaks(run.report([ack] + Self.golden)) == [leak("run_id", "server-7", frame: 0)])
        // Without any event, the first id is taken for the server's own; a second one is somebody else's.
        run.ending = .deadline
        let other = Emission("progress_update", ["run_id": "server-8", "thread_id": "thread-9"])
        #expect(run.findings([ack]) == [Found(.noEvents)])
        #expect(leaks(run.report([ack, other])) == [leak("run_id", "server-8", frame: 1)])
    }

    @Test("a cut user id agrees with what it is cut from, and with nothing else")
    func cutIDs() {
        for (own, seen, isOurs) in [
            ("e2e-test-user", "e2e-test...", true), ("e2e-test...", "e2e-test-user", true),
            ("e2e-test...", "e2e-test-us...", true), ("e2e-test-user", "e2e-prod...", false),
            ("e2e-test…", "e2e-test-user", true), ("e2e-test-user", "e2e-test", false), ("a", "b", false),
        ] {
            var run = TestRun()
            run.context.users = [own]
            run.wire.common = ["user_id": .string(seen)]
            #expect(leaks(run.report(Self.golden)).isEmpty == isOurs, "\(own) \(seen)")
        }
    }

    @Test("without a login the user is who the welcome says; without both, user ids prove nothing")
    func learnedUser() {
        var run = TestRun()
        run.context.users = []
        #expect(leaks(run.report(Self.golden)) == [])
        run.context.told.user = "user-9"
        #expect(leaks(run.report(Self.golden)).count == 5)
    }

    @Test("another run of ours on the connection is neither this run's nor a leak")
    func otherRun() {
        var run = TestRun()
        run.context.otherRuns = ["run-0"]
        let late: [Emission] = [
            Emission.thinking().with("run_id", "run-0"), Emission.completed().with("run_id", "run-0"),
            Emission("agent_error", ["run_id": "run-0"]), Emission("cleanup_complete", ["run_id": "run-0"]),
        ]
        let report = run.report(late + Self.golden[..<2] + late + Self.golden[2...])
        #expect(report.findings == [])
        #expect(report.events.count == 5)
    }

    @Test("two users at once, 1,000 interleaved runs: nothing foreign is seen by either", arguments: 0..<4)
    func interleaved(seed: Int) {
        #expect(foreignFrames(seed: seed, planting: false) == 0)
    }

    @Test("the same, with one foreign frame planted a run: each is found", arguments: 0..<4)
    func planted(seed: Int) {
        #expect(foreignFrames(seed: seed, planting: true) == 500)
    }

    /// How many leaks two users see in 250 runs each.
    private func foreignFrames(seed: Int, planting: Bool) -> Int {
        var random = Seeded(UInt64(seed))
        var nonces = NonceIndex()
        for round in 0..<250 { for user in 1...2 { nonces.add("nonce-\(user)-\(round)-xyz", of: "probe-\(user)") } }
        var found = 0
        for round in 0..<250 {
            for user in 1...2 {
                let other = 3 - user
                var run = TestRun()
                run.context.label = "probe-\(user)"
                run.context.sentRun = "run-\(user)-\(round)"
                run.context.sentThread = nil
                run.context.users = ["user-\(user)"]
                run.context.nonces = nonces
                run.wire.common = ["run_id": .string("run-\(user)-\(round)"), "user_id": .string("user-\(user)")]
                run.wire.shape = EnvelopeShape.allCases[random.next(below: 7)]
                var emissions = Self.golden
                emissions[4] = .completed(answer: .string("42 nonce-\(user)-\(round)-xyz"))
                if planting {
                    let all: [Emission] = [
                        Emission("stream_chunk", ["content": .string("nonce-\(other)-\(round)-xyz"), "user_id": ""]),
                        Emission.thinking().with("user_id", .string("user-\(other)")),
                        Emission.completed().with("run_id", .string("run-\(other)-\(round)")),
                    ]
                    emissions.insert(all[random.next(below: 3)], at: 1 + random.next(below: 4))
                }
                found += run.report(emissions).findings.filter { $0.failureClass == .crossUserLeak }.count
            }
        }
        return found
    }
}
