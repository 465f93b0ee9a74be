import Probes
import Results

/// Failures, fields, times and endings.
extension Symptom {
    private static let golden = Emission.golden
    private static let started = Emission.started()
    private static let thinking = Emission.thinking()
    private static let executing = Emission.executing()
    private static let toolCompleted = Emission.toolCompleted()
    private static let completed = Emission.completed()

    static let failures: [Symptom] =
        Contract.agentRun.failures.filter { $0 != "tool_error" }.map { name in
            Symptom(
                "\(name) ends the run, and nothing else is missing",
                [started, thinking, executing, Emission(name, ["error": "out of tokens"])],
                [Found(.runFailed, name)]
            )
        } + [
            Symptom("a failure before any event", [Emission("error_message")], [Found(.runFailed, "error_message")]),
            Symptom(
                "a failure while one of two tools is open",
                [started, thinking, executing, .executing("clock"), toolCompleted, Emission("agent_error")],
                [Found(.runFailed, "agent_error")]
            ),
            Symptom(
                "what comes after a failure is not judged",
                [
                    started, Emission("agent_failed"), Emission("agent_failed"), thinking, toolCompleted, completed,
                    started,
                ],
                [Found(.runFailed, "agent_failed")]
            ),
            Symptom(
                "a tool's error that the run survived is a warning",
                [
                    started, thinking, executing, Emission("tool_error", ["tool_name": "search"]), toolCompleted,
                    completed,
                ],
                [Found(.runFailed, "tool_error", "search", severity: .warn)]
            ),
            Symptom(
                "a tool's error closes the open tool that it names",
                [
                    started, thinking, executing, .executing("clock"), toolCompleted,
                    Emission("tool_error", ["tool_name": "clock"]), completed,
                ],
                [
                    Found(.runFailed, "tool_error", "clock", severity: .warn)
                ]
            ),
            Symptom(
                "the error of the only tool, with its name or without",
                [started, thinking, executing, Emission("tool_error"), completed],
                [Found(.runFailed, "tool_error", severity: .warn)]
            ),
            Symptom(
                "a second try that works",
                [
                    started, thinking, executing, Emission("tool_error", ["tool_name": "search"]), executing,
                    toolCompleted, completed,
                ],
                [Found(.runFailed, "tool_error", "search", severity: .warn)]
            ),
            Symptom(
                "an error without a name while two tools are open says of neither",
                [
                    started, thinking, executing, .executing("clock"), Emission("tool_error"), toolCompleted, completed,
                ],
                [
                    Found(.runFailed, "tool_error", severity: .warn),
                    Found(.unpairedTool, "tool_executing", "clock"),
                ]
            ),
            Symptom(
                "a tool's error in a run that never ends",
                [started, thinking, executing, Emission("tool_error", ["tool_name": "search"])],
                [Found(.runFailed, "tool_error", "search"), Found(.stalled, "tool_executing")]
            ) {
                $0.ending = .deadline
                $0.tail = .seconds(9)
            },
            Symptom(
                "a failed tool before the run fails",
                [started, Emission("tool_error"), Emission("agent_error")],
                [Found(.runFailed, "tool_error"), Found(.runFailed, "agent_error")]
            ),
            Symptom(
                "the server says that it fell back",
                [
                    started, thinking, executing, toolCompleted, Emission("agent_fallback"), Emission("agent_fallback"),
                    completed,
                ],
                [Found(.fallbackAnswer, "agent_fallback")]
            ),
            Symptom(
                "the run ends without its terminal event",
                [started, thinking, executing, toolCompleted, Emission("cleanup_complete")],
                [Found(.missingEvent, "agent_completed")]
            ),
            Symptom(
                "the cleanup of the request before ends nothing",
                [Emission("cleanup_complete", ["run_id": ""])] + golden,
                []
            ),
            Symptom(
                "the run ends and nothing came",
                [Emission("cleanup_complete")],
                [Found(.noEvents)]
            ),
        ]

    static let fields: [Symptom] =
        [
            Symptom(
                "a tool's name is missing: the pair is still one",
                [started, thinking, executing.with("tool_name", .null), toolCompleted, completed],
                [Found(.incompleteEvent, "tool_executing", "tool_name")]
            ),
            Symptom(
                "the completion does not say of which tool",
                [started, thinking, executing, toolCompleted.with("tool_name", ""), completed],
                [Found(.incompleteEvent, "tool_completed", "tool_name")]
            ),
            Symptom(
                "reasoning and results are missing, the same one twice",
                [
                    started, thinking.with("reasoning", .null), thinking.with("reasoning", ""), executing,
                    toolCompleted.with("results", .null), completed,
                ],
                [
                    Found(.incompleteEvent, "agent_thinking", "reasoning"),
                    Found(.incompleteEvent, "tool_completed", "results"),
                ]
            ),
            Symptom(
                "synonyms are fields too",
                [
                    started, thinking.with("reasoning", .null).with("thought", "hm"), executing,
                    toolCompleted.with("results", .null).with("output", "3 hits"),
                    completed.with("final_response", .null).with("result", "It is 42"),
                ],
                []
            ),
            Symptom(
                "an empty list is a result",
                [started, thinking, executing, toolCompleted.with("results", []), completed],
                []
            ),
        ]
        + [.null, "", "   ", "Task completed", "task completed", "{}", [:], "...", "…", []].map { (answer: JSONValue) in
            Symptom(
                "the answer is \(answer.text())",
                Array(golden[..<4]) + [completed.with("final_response", answer)],
                [Found(.emptyAnswer, "agent_completed")]
            )
        } + [
            Symptom(
                "the answer is a sub-agent's affair where it is a sub-agent's",
                [
                    started, thinking, executing, toolCompleted, .started("sub"),
                    Emission.completed("sub").with("final_response", .null), completed,
                ],
                []
            ),
            Symptom(
                "an answer is an object",
                Array(golden[..<4]) + [completed.with("final_response", ["text": "It is 42"])],
                []
            ),
        ]

    static let time: [Symptom] = [
        Symptom(
            "a run of exactly its budget",
            [started.after(.seconds(1))] + golden[1...].map { $0.after(.seconds(1)) },
            []
        ),
        Symptom(
            "a run beyond its budget",
            [started.after(.seconds(2))] + golden[1...].map { $0.after(.seconds(1)) },
            [Found(.slaExceeded, "agent_completed")]
        ),
        Symptom(
            "a failed run beyond its budget",
            [started.after(.seconds(6)), Emission("agent_error")],
            [Found(.slaExceeded, "agent_error"), Found(.runFailed, "agent_error")]
        ),
        Symptom(
            "a late first event, a gap, and an event beyond its own budget; the first is named first",
            [
                started.after(.milliseconds(600)), thinking, executing.after(.milliseconds(700)), toolCompleted,
                completed,
            ],
            [
                Found(.lateEvent, "agent_started"), Found(.lateEvent, "tool_executing"),
                Found(.lateEvent, "tool_completed"),
            ]
        ) {
            $0.budgets.firstEvent = .milliseconds(500)
            $0.budgets.gap = .milliseconds(500)
            $0.budgets.events = ["tool_completed": .milliseconds(1_000)]
        },
        Symptom(
            "a budget for the first of its name alone",
            [started, thinking, executing, toolCompleted, executing.after(.seconds(1)), toolCompleted, completed],
            []
        ) { $0.budgets.events = ["tool_executing": .milliseconds(500)] },
        Symptom(
            "the terminal event's own budget is not a sub-agent's",
            [started, thinking, executing, toolCompleted, .completed("sub").after(.seconds(1)), completed],
            [Found(.lateEvent, "agent_completed")]
        ) { $0.budgets.events = ["agent_completed": .milliseconds(500)] },
    ]

    static let endings: [Symptom] = [
        Symptom("nothing until the deadline", [], [Found(.noEvents)]) { $0.ending = .deadline },
        Symptom("acks until the deadline", [Emission("ack"), Emission("heartbeat")], [Found(.noEvents)]) {
            $0.ending = .deadline
        },
        Symptom("silence until the deadline", Array(golden[..<4]), [Found(.stalled, "tool_completed")]) {
            $0.ending = .deadline
            $0.tail = .seconds(10)
        },
        Symptom(
            "heartbeats until the deadline",
            Array(golden[..<4]) + Array(repeating: Emission("heartbeat").after(.seconds(1)), count: 9),
            [Found(.stalled, "tool_completed")]
        ) { $0.ending = .deadline },
        Symptom("silence until the stall budget", Array(golden[..<3]), [Found(.stalled, "tool_executing")]) {
            $0.ending = .silent
            $0.tail = .milliseconds(500)
        },
        Symptom(
            "events until the deadline",
            [started] + Array(repeating: thinking.after(.seconds(2)), count: 5),
            [Found(.slaExceeded, "agent_thinking")]
        ) {
            $0.ending = .deadline
            $0.tail = .milliseconds(1_900)
        },
        Symptom(
            "three quick events, then silence until a short deadline",
            Array(golden[..<3]),
            [Found(.stalled, "tool_executing")]
        ) {
            $0.ending = .deadline
            $0.tail = .milliseconds(970)
        },
        Symptom(
            "two events have no rhythm",
            [started, thinking.after(.milliseconds(2_600))],
            [Found(.stalled, "agent_thinking")]
        ) {
            $0.ending = .deadline
            $0.tail = .milliseconds(2_500)
        },
        Symptom("closed with 1011", Array(golden[..<3]), [Found(.connectionLost, nil, "tool_executing")]) {
            $0.ending = .lost(.closed(code: 1011, reason: "internal"))
        },
        Symptom("closed with 1000 before the end", Array(golden[..<3]), [Found(.connectionLost, nil, "tool_executing")])
        {
            $0.ending = .lost(.closed(code: 1000, reason: ""))
        },
        Symptom("closed with 1008 after events", Array(golden[..<1]), [Found(.connectionLost, nil, "agent_started")]) {
            $0.ending = .lost(.closed(code: 1008, reason: "expired"))
        },
        Symptom("reset before any event", [], [Found(.connectionLost, nil, nil)]) {
            $0.ending = .lost(.reset("connection reset by peer"))
        },
        Symptom("closed with 1009", Array(golden[..<1]), [Found(.messageTooBig, nil, "agent_started")]) {
            $0.ending = .lost(.closed(code: 1009, reason: ""))
        },
        Symptom("too big a message", Array(golden[..<1]), [Found(.messageTooBig)]) { $0.ending = .tooBig(limit: 100) },
        Symptom("a masked frame", Array(golden[..<1]), [Found(.protocolError)]) {
            $0.ending = .protocolError("masked")
        },
        Symptom("a masked frame after the end", golden, [Found(.protocolError)]) {
            $0.ending = .protocolError("masked")
        },
        Symptom("we gave up", Array(golden[..<2]), [Found(.monitorError)]) { $0.ending = .aborted("shutting down") },
        Symptom("closed with 1001 after the end", golden, []) { $0.ending = .lost(.closed(code: 1001, reason: "")) },
        Symptom("closed without a code after the end", golden, []) {
            $0.ending = .lost(.closed(code: nil, reason: ""))
        },
        Symptom("closed with 1011 after the end", golden, [Found(.closeInvalid, nil, "1011")]) {
            $0.ending = .lost(.closed(code: 1011, reason: ""))
        },
        Symptom("cut after the end", golden, [Found(.closeInvalid)]) { $0.ending = .lost(.endOfStream) },
        Symptom(
            "closed with 1011 after a failure",
            [started, Emission("agent_error")],
            [Found(.runFailed, "agent_error")]
        ) {
            $0.ending = .lost(.closed(code: 1011, reason: ""))
        },
        Symptom("the deadline comes in the linger", golden, []) { $0.ending = .deadline },
    ]
}
