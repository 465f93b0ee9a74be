import Probes
import Results
import Testing

@Suite("Several runs on one connection")
struct FollowingRunTests {
    /// A second run after a first, with what the server calls each.
    private func second(first: String, events: [Emission]) -> RunReport {
        var run = TestRun()
        run.wire.common = ["run_id": .string(first)]
        let report = run.report(Emission.golden)
        #expect(report.findings == [])
        run.context.ended(report)
        run.context.sentRun = "run-2"
        run.ending = .deadline
        run.tail = .seconds(9)
        return run.report(events)
    }

    private func named(_ run: String, _ emissions: [Emission] = Emission.golden) -> [Emission] {
        emissions.map { $0.with("run_id", .string(run)) }
    }

    @Test("a second run is told apart by the id that we sent")
    func echoed() {
        #expect(second(first: "run-1", events: named("run-2")).findings == [])
        let late = named("run-1", [.thinking(), .completed()])
        #expect(second(first: "run-1", events: late + named("run-2")).findings == [])
        #expect(second(first: "run-1", events: late).findings.map(\.failureClass) == [.noEvents])
    }

    @Test("a second run is told apart by the ids that the server gives")
    func replaced() {
        #expect(second(first: "server-1", events: named("server-2")).findings == [])
        let late = named("server-1", [.thinking(), .completed()])
        #expect(second(first: "server-1", events: late + named("server-2")).findings == [])
        #expect(second(first: "server-1", events: late).findings.map(\.failureClass) == [.noEvents])
    }

    @Test("a server may call all runs of a connection alike")
    func alike() {
        #expect(second(first: "server-1", events: named("server-1")).findings == [])
        #expect(second(first: "server-1", events: named("server-1")).end == .terminal("agent_completed"))
        // A run id that we sent for one run is not another one's.
        #expect(second(first: "run-1", events: named("run-1")).findings.map(\.failureClass) == [.noEvents])
    }

    @Test("a failure under the name of the run before is ours where nothing else comes, and otherwise late")
    func failure() {
        let failure = named("server-1", [Emission("agent_error")])
        let report = second(first: "server-1", events: failure)
        #expect(report.findings.map(Found.init) == [Found(.runFailed, "agent_error")])
        #expect(report.end == .failure("agent_error"))
        for run in ["server-1", "server-2", "run-2"] {
            let report = second(first: "server-1", events: failure + named(run))
            #expect(report.findings == [], "\(run)")
            #expect(report.end == .terminal("agent_completed"), "\(run)")
        }
    }

    @Test("nothing that comes before the request is an answer")
    func beforeRequest() {
        var verifier = SequenceVerifier(contract: .agentRun, budgets: Budgets(), context: TestRun.context)
        for (number, emission) in Emission.golden.enumerated() {
            let message = Wire().message(emission, number: number, at: .zero)
            #expect(verifier.take(message, frame: number, at: TestRun.start) == .nothing)
        }
        verifier.request(at: TestRun.start)
        #expect(
            verifier.finish(.deadline, at: TestRun.start.advanced(by: .seconds(9))).findings.map(\.failureClass) == [
                .noEvents
            ]
        )
    }
}
