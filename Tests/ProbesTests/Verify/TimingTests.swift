import Probes
import Results
import Testing
import Transport

@Suite("Bursts, silence, drift")
struct TimingTests {
    /// Events that were made `made` apart and arrive `arriving` apart, after `silence`.
    private func burst(
        silence: Duration,
        made: Duration,
        arriving: Duration,
        stamps: Wire.Stamps = .seconds,
        shape: EnvelopeShape = .flat
    ) -> RunReport {
        let wire = Wire(shape: shape, stamps: stamps)
        let messages = Emission.golden.enumerated().map { number, emission in
            (wire.message(emission, number: number, at: made * number), silence + arriving * number)
        }
        return TestRun().report(messages: messages)
    }

    @Test("events made apart that come in one burst after silence were held back", arguments: EnvelopeShape.allCases)
    func batched(shape: EnvelopeShape) {
        for stamps in Wire.Stamps.allCases where stamps != .none {
            let report = burst(
                silence: .milliseconds(600),
                made: .milliseconds(100),
                arriving: .milliseconds(1),
                stamps: stamps,
                shape: shape
            )
            #expect(report.findings.map(Found.init) == [Found(.batched, "tool_executing")], "\(stamps)")
            #expect(report.findings.first?.at == .milliseconds(602))
        }
    }

    @Test("a burst that was made as one, one without silence, one of two, and one without times are none")
    func notBatched() {
        #expect(burst(silence: .milliseconds(600), made: .milliseconds(1), arriving: .milliseconds(1)).findings == [])
        #expect(burst(silence: .milliseconds(499), made: .milliseconds(90), arriving: .zero).findings == [])
        #expect(burst(silence: .milliseconds(600), made: .milliseconds(90), arriving: .milliseconds(40)).findings == [])
        #expect(burst(silence: .seconds(1), made: .milliseconds(90), arriving: .zero, stamps: .none).findings == [])
        // A hiccup on the way shifts single frames by a few milliseconds.
        #expect(burst(silence: .seconds(1), made: .milliseconds(5), arriving: .zero).findings == [])
    }

    @Test("the words of a burst say what was measured")
    func words() {
        let report = burst(silence: .milliseconds(600), made: .milliseconds(100), arriving: .milliseconds(1))
        #expect(
            report.findings.first?.detail
                == "3 events came within 2.0 ms after 0.60 s of silence, though they were made 0.20 s apart: "
                + "they were held back"
        )
    }

    @Test("the verifier says when silence would end the run, and when it does")
    func look() {
        var verifier = SequenceVerifier(
            contract: .agentRun,
            budgets: Budgets(stall: .seconds(8)),
            context: TestRun.context
        )
        let start = TestRun.start
        func at(_ milliseconds: Int) -> Instant { start.advanced(by: .milliseconds(milliseconds)) }
        func send(_ emission: Emission, _ number: Int) -> Step {
            verifier.take(Wire().message(emission, number: number, at: .zero), frame: number, at: at(number * 1_000))
        }
        #expect(verifier.look(at: at(0)) == .waiting)
        verifier.request(at: start)
        #expect(verifier.look(at: at(20_000)) == .waiting)
        #expect(send(.started(), 1) == .event("agent_started"))
        #expect(verifier.look(at: at(1_000)) == .quiet(until: at(9_000)))
        #expect(send(Emission("heartbeat"), 5) == .nothing)
        #expect(verifier.look(at: at(8_999)) == .quiet(until: at(9_000)))
        #expect(verifier.look(at: at(9_000)) == .silent(for: .seconds(8)))
        #expect(send(.thinking(), 9) == .event("agent_thinking"))
        #expect(verifier.look(at: at(9_000)) == .quiet(until: at(17_000)))
        #expect(send(.completed(), 10) == .ended(.terminal("agent_completed")))
        #expect(verifier.look(at: at(30_000)) == .waiting)
    }

    @Test("a run that goes on at a deadline before the end of its budget is endless as well, and no budget is named")
    func endlessWithinBudget() {
        var run = TestRun(ending: .deadline)
        run.tail = .milliseconds(400)
        let events = [Emission.started()] + Array(repeating: Emission.thinking().after(.milliseconds(500)), count: 5)
        let report = run.report(events)
        #expect(report.findings.map(Found.init) == [Found(.slaExceeded, "agent_thinking")])
        #expect(report.findings.first?.budget == nil)
        #expect(report.findings.first?.detail.contains("allowed") == false)
        // The silence after them is longer than any between them: that is another matter.
        run.tail = .milliseconds(600)
        #expect(run.report(events).findings.map(Found.init) == [Found(.stalled, "agent_thinking")])
    }

    @Test("another envelope than expected is drift; a mixture that contains it is not")
    func drift() {
        var run = TestRun()
        run.envelope = .payload
        let report = run.report(Emission.golden)
        #expect(report.findings.map(Found.init) == [Found(.envelopeDrift)])
        #expect(report.findings.first?.detail == "events came in the envelope flat, not in payload as expected")
        #expect(report.envelope == .flat)
        let mixed = Emission.golden.enumerated().map { number, emission in
            (
                Wire(shape: number == 2 ? .payload : .nested).message(emission, number: number, at: .zero),
                Duration.milliseconds(number)
            )
        }
        #expect(run.report(messages: mixed).findings == [])
        #expect(run.report(messages: mixed).envelope == .payload)
        run.envelope = nil
        #expect(run.report(messages: mixed).envelope == .nested)
    }

    @Test("a message that was on its way when the request was written counts from the request")
    func early() {
        var verifier = SequenceVerifier(contract: .agentRun, budgets: Budgets(), context: TestRun.context)
        verifier.request(at: TestRun.start)
        let before = TestRun.start.advanced(by: .milliseconds(-3))
        _ = verifier.take(Wire().message(.started(), number: 0, at: .zero), frame: 0, at: before)
        #expect(verifier.finish(.deadline, at: TestRun.start).events.map(\.at) == [.zero])
    }
}
