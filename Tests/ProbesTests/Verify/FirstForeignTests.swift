import Probes
import Results
import Testing
import Transport

@Suite("A frame of another run comes first")
struct FirstForeignTests {
    private static let golden = Emission.golden

    /// The same of a run that is not ours.
    private static func foreign(_ emission: Emission, run: String = "foreign") -> Emission {
        emission.with("run_id", .string(run)).with("user_id", "").with("thread_id", "")
    }

    private static let first: [[Emission]] = [
        [.started()], [.started("spy")], golden, [.thinking()], [.completed()], [Emission("agent_error")],
        [Emission("cleanup_complete")], [Emission("tool_error")], [.thinking(), .completed()],
        [.completed(), .started()], [Emission("agent_error"), .thinking()],
    ]

    @Test("it is a leak as soon as ours begins, and does not count for our run", arguments: first)
    func convicted(before: [Emission]) {
        let report = TestRun().report(before.map { Self.foreign($0) } + Self.golden)
        #expect(Set(report.findings.map(\.failureClass)) == [.crossUserLeak])
        #expect(report.findings.first?.leak == LeakEvidence(whose: "foreign", field: "run_id", frame: 0))
        #expect(report.findings.count == before.count)
        #expect(report.events.map(\.event) == Self.golden.map(\.name))
        #expect(report.end == .terminal("agent_completed"))
        #expect(report.ids.run == "run-1")
    }

    @Test("interleaved runs are told apart")
    func interleaved() {
        let report = TestRun().report(Self.golden.flatMap { [Self.foreign($0), $0] })
        #expect(report.findings.map(\.failureClass) == Array(repeating: .crossUserLeak, count: 5))
        #expect(report.events.count == 5)
        #expect(report.end == .terminal("agent_completed"))
    }

    @Test("the steps are right: an unknown run that only ends does not end ours, one that the server began does")
    func steps() {
        #expect(steps([Self.foreign(.completed()), .started()]) == [.nothing, .event("agent_started")])
        #expect(steps([Self.foreign(Emission("agent_error")), .started()]) == [.nothing, .event("agent_started")])
        let replaced = [Emission.started(), .completed()].map { Self.foreign($0) }
        #expect(steps(replaced) == [.event("agent_started"), .ended(.terminal("agent_completed"))])
        #expect(steps(replaced + [.started()]).last == .event("agent_started"))
        #expect(
            steps([Emission("agent_error"), .started()].map { Self.foreign($0) })
                == [.nothing, .ended(.failure("agent_error"))]
        )
    }

    private func steps(_ emissions: [Emission]) -> [Step] {
        var verifier = SequenceVerifier(contract: .agentRun, budgets: Budgets(), context: TestRun.context)
        verifier.request(at: TestRun.start)
        return emissions.enumerated().map { number, emission in
            verifier.take(Wire().message(emission, number: number, at: .zero), frame: number, at: TestRun.start)
        }
    }

    @Test("an end that turns out to be another run's leaves the leak alone")
    func takenBack() {
        let report = TestRun().report(Self.golden.map { Self.foreign($0) } + [.started()])
        #expect(Set(report.findings.map(\.failureClass)) == [.crossUserLeak])
        #expect(report.end == nil)
    }

    @Test("where nothing else comes, a failure under an unknown id is ours")
    func onlyFailure() {
        var run = TestRun()
        run.ending = .deadline
        let report = run.report([Self.foreign(Emission("agent_error"))])
        #expect(report.findings.map(Found.init) == [Found(.runFailed, "agent_error")])
        #expect(report.end == .failure("agent_error"))
    }

    /// Rule 10: it is a leak where an event of ours follows, and ours where none does. The stall budget says when none will.
    @Test("a run that ended in our thread under an unknown id is waited for until the stall budget, and no longer")
    func silence() {
        let budgets = Budgets(stall: .seconds(2))
        var verifier = SequenceVerifier(contract: .agentRun, budgets: budgets, context: TestRun.context)
        verifier.request(at: TestRun.start)
        func hear(_ emission: Emission, at: Duration) -> Step {
            let now = TestRun.start.advanced(by: at)
            return verifier.take(Wire().message(emission, number: 0, at: at), frame: 0, at: now)
        }
        #expect(verifier.look(at: TestRun.start) == .waiting)
        let failure = Self.foreign(Emission("agent_error")).with("thread_id", "thread-1")
        #expect(hear(failure, at: .seconds(1)) == .nothing)
        let due = TestRun.start.advanced(by: .seconds(3))
        #expect(verifier.look(at: TestRun.start.advanced(by: .seconds(1))) == .quiet(until: due))
        #expect(verifier.look(at: due) == .silent(for: .seconds(2)))
        var other = verifier
        let report = other.finish(.silent, at: due)
        #expect(report.findings.map(Found.init) == [Found(.runFailed, "agent_error")])
        #expect(report.end == .failure("agent_error"))
        #expect(report.took == .seconds(1))
        // Ours begins meanwhile: the silence is counted anew, and the stranger was one.
        #expect(hear(.started(), at: .seconds(2)) == .event("agent_started"))
        #expect(verifier.look(at: due) == .quiet(until: TestRun.start.advanced(by: .seconds(4))))
        #expect(verifier.finish(.silent, at: due).findings.map(\.failureClass).contains(.crossUserLeak))
    }

    @Test(
        "a stranger's end does not use up our patience: ours begins after it, and the leak is found",
        arguments: [Emission.completed(), Emission("agent_error")]
    )
    func strangersEnd(emission: Emission) {
        let budgets = Budgets(stall: .seconds(2))
        var verifier = SequenceVerifier(contract: .agentRun, budgets: budgets, context: TestRun.context)
        verifier.request(at: TestRun.start)
        func at(_ milliseconds: Int) -> Instant { TestRun.start.advanced(by: .milliseconds(milliseconds)) }
        let stranger = Wire().message(Self.foreign(emission), number: 0, at: .zero)
        #expect(verifier.take(stranger, frame: 0, at: at(100)) == .nothing)
        #expect(verifier.look(at: at(2_999)) == .waiting)
        _ = verifier.take(Wire().message(.started(), number: 1, at: .zero), frame: 1, at: at(3_000))
        #expect(verifier.look(at: at(3_000)) == .quiet(until: at(5_000)))
        let report = verifier.finish(.silent, at: at(5_000))
        #expect(report.findings.map(\.failureClass) == [.crossUserLeak, .stalled])
        #expect(report.findings.first?.leak == LeakEvidence(whose: "foreign", field: "run_id", frame: 0))
    }

    @Test("what is kept is bounded: after 256 messages the first event has decided")
    func bounded() {
        let replaced = Array(repeating: Self.foreign(.thinking()), count: 256)
        let report = TestRun().report(
            [Self.foreign(.started())] + replaced + [.executing(), .toolCompleted(), .completed()]
        )
        #expect(report.findings == [])
    }

    @Test("a thread that is not the told one is a leak at once where the run is not ours either")
    func toldThread() {
        var run = TestRun()
        run.context.told.thread = "thread-1"
        let spy = Emission.started("spy").with("run_id", "foreign").with("thread_id", "thread-2").with("user_id", "")
        let report = run.report([spy] + Self.golden.map { $0.with("run_id", "server-7") })
        #expect(report.findings.map(\.leak) == [LeakEvidence(whose: "foreign", field: "run_id", frame: 0)])
        #expect(report.end == .terminal("agent_completed"))
    }

    @Test("a foreign id around our own is a leak, and the event still ours")
    func outer() {
        for (field, whose) in [("user_id", "user-2"), ("run_id", "run-2"), ("thread_id", "thread-2")] {
            let inner = #"{"run_id":"run-1","thread_id":"thread-1","user_id":"user-1","agent_name":"assistant"}"#
            let text = #"{"type":"agent_started","\#(field)":"\#(whose)","payload":\#(inner)}"#
            var run = TestRun()
            run.ending = .deadline
            let report = run.report(messages: [(.text(text), .zero)])
            #expect(report.findings.compactMap(\.leak) == [LeakEvidence(whose: whose, field: field, frame: 0)])
            #expect(report.events.count == 1)
        }
    }
}
