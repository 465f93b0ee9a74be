import NIOCore
import Probes
import Results
import Testing
import Transport

@Suite("Recorded runs")
struct RecordedRunTests {
    @Test("the recorded agent run passes")
    func agentRun() throws {
        let report = try RecordedRun("agent-run").report(.agentRun)
        #expect(report.findings == [])
        #expect(report.end == .terminal("agent_completed"))
        #expect(report.took == .milliseconds(402))
        #expect(report.envelope == .hybrid)
        #expect(report.events.count == 10)
        #expect(
            report.ids == RunIDs(run: "cli_20260131_120000_4711", thread: "thread_7f3a", user: "e2e-test-user")
        )
    }

    @Test("the recorded AG-UI run passes")
    func agUI() throws {
        let report = try RecordedRun("ag-ui").report(.agUI)
        #expect(report.findings == [])
        #expect(report.end == .terminal("RUN_FINISHED"))
        #expect(report.envelope == .flat)
        #expect(report.events.count == 29)
        #expect(report.events.compactMap(\.tool) == ["weather", "confirm"])
        #expect(report.ids.run == "cli_20260131_120000_4711")
    }

    @Test("the events of one contract are nothing to the other")
    func otherContract() throws {
        #expect(
            try RecordedRun("ag-ui").report(.agentRun, ending: .deadline).findings.map(Found.init) == [Found(.noEvents)]
        )
        #expect(
            try RecordedRun("agent-run").report(.agUI, ending: .deadline).findings.map(Found.init) == [Found(.noEvents)]
        )
    }

    /// What is taken out of the AG-UI run, by a text in it, and what is found then.
    private static let losses: [(String, [Found])] = [
        ("RUN_STARTED", [Found(.missingEvent, "RUN_STARTED")]),
        (#""STEP_FINISHED","stepName":"plan""#, [Found(.unpairedTool, "STEP_STARTED")]),
        (#""STEP_STARTED","stepName":"act""#, [Found(.unpairedTool, "STEP_FINISHED")]),
        (#""TEXT_MESSAGE_END","messageId":"msg_3""#, [Found(.unpairedTool, "TEXT_MESSAGE_START")]),
        (
            #""TEXT_MESSAGE_START","messageId":"msg_4""#,
            [Found(.unpairedTool, "TEXT_MESSAGE_CONTENT"), Found(.unpairedTool, "TEXT_MESSAGE_END")]
        ),
        (#""TEXT_MESSAGE_CONTENT","messageId":"msg_4""#, []),
        (
            #""TOOL_CALL_END","toolCallId":"call_1""#,
            [Found(.unpairedTool, "TOOL_CALL_RESULT"), Found(.unpairedTool, "TOOL_CALL_START")]
        ),
        (
            #""TOOL_CALL_START","toolCallId":"call_2""#,
            [Found(.unpairedTool, "TOOL_CALL_ARGS"), Found(.unpairedTool, "TOOL_CALL_END")]
        ),
        ("TOOL_CALL_RESULT", []),
        ("STATE_SNAPSHOT", []),
    ]

    @Test("an AG-UI event that is lost is missed where the lifecycle needs it", arguments: losses)
    func lost(text: String, expected: [Found]) throws {
        let run = try RecordedRun("ag-ui")
        let index = try run.index(of: text)
        #expect(run.report(.agUI) { $0.remove(at: index) }.findings.map(Found.init) == expected)
    }

    @Test("AG-UI: nothing before the start, nothing after the end, one start, and an error that ends the run")
    func lifecycle() throws {
        let run = try RecordedRun("ag-ui")
        func find(_ change: (inout [(WebSocketMessage, Duration)]) -> Void) -> [Found] {
            run.report(.agUI, change: change).findings.map(Found.init)
        }
        #expect(
            find { $0.insert((.text(#"{"type":"CUSTOM","name":"x"}"#), .zero), at: 0) } == [
                Found(.outOfOrder, "CUSTOM", "RUN_STARTED")
            ]
        )
        #expect(
            find { $0.append((.text(#"{"type":"STATE_DELTA"}"#), .seconds(1))) } == [
                Found(.afterTerminal, "STATE_DELTA", "RUN_FINISHED")
            ]
        )
        #expect(
            find { $0.append(($0[28].0, .seconds(1))) } == [Found(.duplicateEvent, "RUN_FINISHED", severity: .fail)]
        )
        #expect(find { $0.insert($0[0], at: 1) } == [Found(.duplicateEvent, "RUN_STARTED")])
        let error = WebSocketMessage.text(#"{"type":"RUN_ERROR","message":"no model","code":"E1"}"#)
        #expect(find { $0.insert((error, .milliseconds(60)), at: 8) } == [Found(.runFailed, "RUN_ERROR")])
        #expect(
            find { $0[0].0 = .text(#"{"type":"RUN_STARTED","runId":""}"#) } == [
                Found(.incompleteEvent, "RUN_STARTED", "run_id"), Found(.incompleteEvent, "RUN_STARTED", "thread_id"),
            ]
        )
    }

    @Test("no text message at all completed: its end is missing")
    func noneCompleted() throws {
        let run = try RecordedRun("ag-ui")
        let report = run.report(.agUI) { messages in
            messages.removeAll { String(buffer: $0.0.payload).contains("TEXT_MESSAGE_END") }
        }
        #expect(report.findings.map(Found.init) == [Found(.missingEvent, "TEXT_MESSAGE_END")])
    }
}
