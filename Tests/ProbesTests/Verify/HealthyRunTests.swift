import Probes
import Results
import Testing

/// Whatever a right run looks like, nothing is found in it.
@Suite("Healthy runs")
struct HealthyRunTests {
    /// Frames that mean nothing to a run, as servers put them anywhere.
    private static let noise: [Emission] = [
        Emission("heartbeat", ["data": ["timestamp": 1]]), Emission("ping"), Emission("pong"), Emission("ack"),
        Emission("agent_progress", ["progress": 50]), Emission("backend_log", ["line": "agent_started?"]),
        Emission("system_message", ["message": "acknowledged"]), Emission("thread_created"),
        Emission("stream_chunk", ["content": "It is"]), Emission("subagent_note"), Emission("whatever_is_new"),
    ]

    private static let subAgents: [Emission] = [
        .started(), .thinking(), .started("researcher"), .thinking("researcher"), .executing("search", "researcher"),
        .toolCompleted("search", "researcher"), .completed("researcher"), .thinking(), .executing("calculator"),
        .toolCompleted("calculator"), .started("writer"), .completed("writer"), .completed(),
    ]

    private static let parallelTools: [Emission] = [
        .started(), .thinking(), .executing("search"), .executing("clock"), .executing("search"),
        .toolCompleted("clock"), .toolCompleted("search"), .thinking(), .thinking(), .toolCompleted("search"),
        .completed(),
    ]

    private static let noisy = Emission.golden.flatMap { [$0] + noise }

    /// The shapes of runs.
    static let runs: [(String, [Emission])] = [
        ("golden", Emission.golden), ("sub-agents", subAgents), ("parallel tools", parallelTools), ("noisy", noisy),
        ("with a cleanup", Emission.golden + [Emission("cleanup_started"), Emission("cleanup_complete")]),
    ]

    @Test("every envelope, every form of time, every shape of run: nothing is found", arguments: EnvelopeShape.allCases)
    func everyVariant(shape: EnvelopeShape) {
        for stamps in Wire.Stamps.allCases {
            for numbers in [true, false] {
                for (title, emissions) in Self.runs {
                    var run = TestRun()
                    run.wire.shape = shape
                    run.wire.stamps = stamps
                    run.wire.numbersEvents = numbers
                    run.envelope = shape
                    let report = run.report(emissions)
                    #expect(report.findings == [], "\(title), \(shape), \(stamps)")
                    #expect(report.end == .terminal("agent_completed"))
                    #expect(report.envelope == shape)
                }
            }
        }
    }

    @Test("aliases of events are the events")
    func aliases() {
        var emissions = Emission.golden
        emissions[0].name = "agent_start"
        emissions[2].name = "tool_execute"
        emissions[3].name = "tool_result"
        emissions[4].name = "agent_response"
        let report = TestRun().report(emissions)
        #expect(report.findings == [])
        #expect(report.events.map(\.event) == Contract.agentRun.eventNames)
    }

    @Test("missing and null ids are no leak; so are cut user ids and ids that the server replaces")
    func looseIDs() {
        for common: JSONObject in [
            [:], ["run_id": .null, "thread_id": .null, "user_id": .null], ["user_id": "user..."],
            ["run_id": "server-7", "thread_id": "thread_x"], ["user_id": "user-1", "run_id": ""],
        ] {
            var run = TestRun()
            run.wire.common = common
            #expect(run.report(Emission.golden).findings == [], "\(common)")
        }
    }

    @Test("the report tells the events, the ids and the times")
    func report() {
        let report = TestRun().report(Emission.golden)
        let events = zip(
            ["agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed"],
            [nil, nil, "search", "search", nil]
        )
        let records = events.enumerated().map { index, event in
            EventRecord(
                event: event.0,
                at: .milliseconds(10 * (index + 1)),
                gap: .milliseconds(10),
                agent: "assistant",
                tool: event.1
            )
        }
        let expected = RunReport(
            findings: [],
            omittedFindings: 0,
            events: records,
            omittedEvents: 0,
            ids: RunIDs(run: "run-1", thread: "thread-1", user: "user-1"),
            envelope: .flat,
            end: .terminal("agent_completed"),
            endedBy: nil,
            firstEvent: .milliseconds(10),
            took: .milliseconds(50)
        )
        #expect(report == expected)
    }
}
