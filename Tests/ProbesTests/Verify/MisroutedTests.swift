import Probes
import Results
import Testing
import Transport

@Suite("Two connections of one user")
struct MisroutedTests {
    private func findings(here: [Emission], elsewhere: [Emission], ending: RunEnding = .complete) -> [Found] {
        var verifier = SequenceVerifier(contract: .agentRun, budgets: Budgets(), context: TestRun.context)
        verifier.request(at: TestRun.start)
        for (number, emission) in elsewhere.enumerated() {
            let message = Wire().message(emission, number: number, at: .zero)
            verifier.takeElsewhere(message, frame: number, at: TestRun.start.advanced(by: .milliseconds(number)))
        }
        for (number, emission) in here.enumerated() {
            let message = Wire().message(emission, number: number, at: .zero)
            _ = verifier.take(message, frame: 100 + number, at: TestRun.start.advanced(by: .milliseconds(number)))
        }
        return verifier.finish(ending, at: TestRun.start.advanced(by: .seconds(9))).findings.map(Found.init)
    }

    @Test("events that come to the other connection alone are misrouted")
    func misrouted() {
        #expect(
            findings(here: [], elsewhere: Emission.golden, ending: .deadline) == [
                Found(.misroutedEvent, "agent_started")
            ]
        )
        let withoutTools = Emission.golden.filter { !$0.name.hasPrefix("tool") }
        #expect(findings(here: withoutTools, elsewhere: Emission.golden) == [Found(.misroutedEvent, "tool_executing")])
    }

    @Test("events that go to the other connection from the middle on are misrouted, not silence", arguments: [1, 2, 4])
    func fromTheMiddle(count: Int) {
        let (here, elsewhere) = (Array(Emission.golden.prefix(count)), Array(Emission.golden.dropFirst(count)))
        let expected = [Found(.misroutedEvent, elsewhere.first?.name)]
        #expect(findings(here: here, elsewhere: elsewhere, ending: .silent) == expected)
        #expect(findings(here: here, elsewhere: elsewhere, ending: .deadline) == expected)
        // What stops on both is silence.
        #expect(findings(here: here, elsewhere: here, ending: .silent) == [Found(.stalled, here.last?.name)])
    }

    @Test("a sub-agent's end that comes to both is no end that went astray")
    func subAgent() {
        let run = [Emission.started(), .started("sub"), .completed("sub")]
        #expect(findings(here: run, elsewhere: run, ending: .silent) == [Found(.stalled, "agent_completed")])
    }

    @Test("events that come to both are not, and what comes to neither is missing")
    func both() {
        #expect(findings(here: Emission.golden, elsewhere: Emission.golden) == [])
        let withoutTools = Emission.golden.filter { !$0.name.hasPrefix("tool") }
        #expect(findings(here: withoutTools, elsewhere: withoutTools) == [Found(.missingEvent, "tool_executing")])
        #expect(findings(here: [], elsewhere: [Emission("heartbeat")], ending: .deadline) == [Found(.noEvents)])
    }

    @Test("somebody else's event on the other connection is a leak")
    func leak() {
        var verifier = SequenceVerifier(contract: .agentRun, budgets: Budgets(), context: TestRun.context)
        verifier.request(at: TestRun.start)
        func message(_ emission: Emission) -> WebSocketMessage { Wire().message(emission, number: 0, at: .zero) }
        _ = verifier.take(message(.started()), frame: 0, at: TestRun.start)
        verifier.takeElsewhere(message(.thinking().with("run_id", "run-2")), frame: 1, at: TestRun.start)
        let report = verifier.finish(.lost(.endOfStream), at: TestRun.start)
        #expect(
            report.findings.map(Found.init) == [
                Found(.crossUserLeak, "agent_thinking", "run_id"), Found(.connectionLost, nil, "agent_started"),
            ]
        )
    }
}
