import NIOCore
import Probes
import Results
import Testing
import Transport

/// A server that never stops must not make us remember everything.
@Suite("Bounds")
struct BoundsTests {
    @Test("the first 1,000 events and the terminal one are recorded, the others are counted")
    func events() {
        let many =
            [Emission.started(), .thinking(), .executing(), .toolCompleted()]
            + Array(repeating: .thinking(), count: 1_500)
        let report = TestRun().report(many.map { $0.after(.microseconds(100)) } + [.completed()])
        #expect(report.events.count == 1_001)
        #expect(report.omittedEvents == 504)
        #expect(report.events.last?.event == "agent_completed")
        #expect(report.findings == [])
    }

    @Test("50 findings of a class are kept, the others are counted, and another class still has its room")
    func findings() {
        let rubbish = (0..<80).map { (WebSocketMessage.text("rubbish"), Duration.milliseconds($0)) }
        let leak = WebSocketMessage.text(#"{"type":"agent_started","run_id":"run-1","user_id":"user-2"}"#)
        let report = TestRun(ending: .deadline).report(messages: rubbish + [(leak, .milliseconds(90))])
        #expect(report.omittedFindings == 30)
        #expect(report.findings.filter { $0.failureClass == .malformedEvent }.count == 50)
        #expect(report.findings.filter { $0.failureClass == .crossUserLeak }.count == 1)
    }

    @Test("1,500 tools that never complete, 5,000 agents and 1,500 strays are survived")
    func pairs() {
        let openers = (0..<1_500).map { Emission.executing("tool-\($0)", "agent-\($0)").after(.microseconds(1)) }
        let starts = (0..<5_000).map { Emission.started("agent-\($0)").after(.microseconds(1)) }
        let strays = (0..<1_500).map { Emission.toolCompleted("stray-\($0)").after(.microseconds(1)) }
        let run = [.started(), .thinking()] + starts + openers + strays + [.completed()]
        let report = TestRun().report(run)
        #expect(report.findings.count == 50)
        #expect(report.omittedFindings > 1_000)
        #expect(report.reachedTerminal)
    }

    @Test("what a server says is cut before it becomes a sentence")
    func words() {
        let report = TestRun().report([
            Emission("agent_error", ["message": .string(String(repeating: "x", count: 100_000))])
        ])
        #expect(report.findings.first?.detail.count == 250)
    }

    @Test("what looks like one character and is ten thousand is cut as well, wherever it stands")
    func combined() {
        let long = JSONValue.string(Emission.endlessCharacter)
        var test = TestRun()
        test.context.sentRun = nil
        let run = Emission.golden.map { $0.with("agent_name", long).with("run_id", long).with("trace_id", long) }
        let report = test.report(run.map { $0.fields["tool_name"] == nil ? $0 : $0.with("tool_name", long) })
        #expect(report.findings == [])
        for text in report.events.flatMap({ [$0.agent, $0.tool] }) + [report.ids.run, report.ids.trace] {
            #expect(text?.unicodeScalars.count ?? 256 == 256)
        }
        let failed = TestRun().report([Emission("agent_error", ["message": long])])
        #expect(failed.findings.map { $0.detail.unicodeScalars.count } == [250])
        let unknown = TestRun(ending: .deadline).report([Emission(Emission.endlessCharacter)])
        #expect(unknown.findings.map(\.failureClass) == [.noEvents])
        #expect(unknown.findings.allSatisfy { $0.detail.unicodeScalars.count < 1_000 })
    }

    @Test("names and ids of a megabyte are cut before they are kept")
    func longNames() {
        let long = JSONValue.string(String(repeating: "x", count: 1 << 20))
        let run = (Emission.golden + [Emission("heartbeat").with("trace_id", long)]).map { emission in
            emission.with("agent_name", long).with("run_id", long)
        }
        var test = TestRun()
        test.context.sentRun = nil
        let report = test.report(run.map { $0.fields["tool_name"] == nil ? $0 : $0.with("tool_name", long) })
        #expect(report.findings == [])
        #expect(report.events.allSatisfy { $0.agent?.count == 256 && ($0.tool?.count ?? 256) == 256 })
        #expect(report.ids.run?.count == 256)
        #expect(report.ids.trace?.count == 256)
    }
}

extension Emission {
    /// A letter with ten thousand accents: one `Character` of 20 kB.
    fileprivate static let endlessCharacter = "e" + String(repeating: "\u{301}", count: 10_000)
}
