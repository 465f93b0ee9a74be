import Probes
import Results
import Testing

/// A symptom, and exactly what is found in it.
struct Symptom: Sendable, CustomTestStringConvertible {
    let title: String
    let emissions: [Emission]
    let expected: [Found]
    let run: TestRun

    init(_ title: String, _ emissions: [Emission], _ expected: [Found], _ change: (inout TestRun) -> Void = { _ in }) {
        self.title = title
        self.emissions = emissions
        self.expected = expected
        var run = TestRun()
        change(&run)
        self.run = run
    }

    var testDescription: String { title }
}

@Suite("Symptoms and findings")
struct SymptomTableTests {
    @Test("missing, out of order", arguments: Symptom.order)
    func order(symptom: Symptom) { check(symptom) }

    @Test("pairs", arguments: Symptom.pairs)
    func pairs(symptom: Symptom) { check(symptom) }

    @Test("twice, and after the end", arguments: Symptom.repetition)
    func repetition(symptom: Symptom) { check(symptom) }

    @Test("failures the server tells of", arguments: Symptom.failures)
    func failures(symptom: Symptom) { check(symptom) }

    @Test("fields and answers", arguments: Symptom.fields)
    func fields(symptom: Symptom) { check(symptom) }

    @Test("time", arguments: Symptom.time)
    func time(symptom: Symptom) { check(symptom) }

    @Test("how a run ends that does not end by itself", arguments: Symptom.endings)
    func endings(symptom: Symptom) { check(symptom) }

    private func check(_ symptom: Symptom) {
        let found = symptom.run.findings(symptom.emissions)
        #expect(found == symptom.expected, "\(symptom.title)")
        // A batch is only another way to write the same, and so is any envelope.
        for shape in EnvelopeShape.allCases {
            var run = symptom.run
            run.wire.shape = shape
            #expect(run.findings(symptom.emissions) == symptom.expected, "\(symptom.title), as \(shape)")
        }
    }
}

extension Symptom {
    private static let golden = Emission.golden
    private static let started = Emission.started()
    private static let thinking = Emission.thinking()
    private static let executing = Emission.executing()
    private static let toolCompleted = Emission.toolCompleted()
    private static let completed = Emission.completed()

    static let order: [Symptom] = [
        Symptom("no start", Array(golden[1...]), [Found(.missingEvent, "agent_started")]),
        Symptom(
            "no thinking",
            [started, executing, toolCompleted, completed],
            [Found(.missingEvent, "agent_thinking")]
        ),
        Symptom(
            "no tool_executing",
            [started, thinking, toolCompleted, completed],
            [Found(.missingEvent, "tool_executing")]
        ),
        Symptom(
            "no tool_completed",
            [started, thinking, executing, completed],
            [Found(.missingEvent, "tool_completed")]
        ),
        Symptom(
            "no tool at all: the first missing one is named",
            [started, thinking, completed],
            [Found(.missingEvent, "tool_executing")]
        ),
        Symptom("the end alone", [completed], [Found(.missingEvent, "agent_started")]),
        Symptom(
            "thinking first seen after a tool",
            [started, executing, toolCompleted, thinking, completed],
            [Found(.outOfOrder, "tool_executing", "agent_thinking")]
        ),
        Symptom(
            "thinking between two tools, and before",
            [started, thinking, executing, toolCompleted, thinking, executing, toolCompleted, completed],
            []
        ),
        Symptom(
            "the start comes second",
            [thinking, started, executing, toolCompleted, completed],
            [Found(.outOfOrder, "agent_thinking", "agent_started")]
        ),
        Symptom(
            "the start comes last but one",
            [thinking, executing, toolCompleted, started, completed],
            [Found(.outOfOrder, "agent_thinking", "agent_started")]
        ),
        Symptom(
            "the tool runs before anything",
            [executing, toolCompleted, started, thinking, completed],
            [Found(.outOfOrder, "tool_executing", "agent_thinking")]
        ),
        Symptom(
            "no thinking, and the tool before the start: order is kept across what is missing",
            [executing, toolCompleted, started, completed],
            [Found(.outOfOrder, "tool_executing", "agent_started"), Found(.missingEvent, "agent_thinking")]
        ),
        Symptom(
            "all backwards but the end",
            [toolCompleted, executing, thinking, started, completed],
            [
                Found(.outOfOrder, "tool_completed", "tool_executing"),
                Found(.unpairedTool, "tool_completed", "search"),
                Found(.outOfOrder, "tool_executing", "agent_thinking"),
                Found(.outOfOrder, "agent_thinking", "agent_started"),
                Found(.unpairedTool, "tool_executing", "search"),
            ]
        ),
    ]

    static let pairs: [Symptom] = [
        Symptom(
            "a tool completes before it runs",
            [started, thinking, toolCompleted, executing, completed],
            [
                Found(.outOfOrder, "tool_completed", "tool_executing"),
                Found(.unpairedTool, "tool_completed", "search"),
                Found(.unpairedTool, "tool_executing", "search"),
            ]
        ),
        Symptom(
            "one of two tools never completes",
            [started, thinking, executing, .executing("clock"), toolCompleted, completed],
            [Found(.unpairedTool, "tool_executing", "clock")]
        ),
        Symptom(
            "one of two runs of a tool never completes",
            [started, thinking, executing, executing, toolCompleted, completed],
            [Found(.unpairedTool, "tool_executing", "search")]
        ),
        Symptom(
            "both tools left open: none completed, one missing event",
            [started, thinking, executing, .executing("clock"), completed],
            [Found(.missingEvent, "tool_completed")]
        ),
        Symptom(
            "a tool completes twice",
            [started, thinking, executing, toolCompleted, toolCompleted, completed],
            [Found(.unpairedTool, "tool_completed", "search")]
        ),
        Symptom(
            "another tool completes than the one that runs",
            [started, thinking, executing, .toolCompleted("clock"), completed],
            [Found(.unpairedTool, "tool_completed", "clock"), Found(.unpairedTool, "tool_executing", "search")]
        ),
        Symptom(
            "parallel runs of a tool are told apart by their execution ids",
            [
                started, thinking, executing.with("execution_id", "a"), executing.with("execution_id", "b"),
                toolCompleted.with("execution_id", "b"), toolCompleted.with("execution_id", "b"), completed,
            ],
            [Found(.unpairedTool, "tool_completed", "search"), Found(.unpairedTool, "tool_executing", "search")]
        ),
        Symptom(
            "execution ids that one side alone gives do not matter",
            [
                started, thinking, executing.with("execution_id", "a"), executing.with("tool_call_id", "b"),
                toolCompleted, toolCompleted, completed,
            ],
            []
        ),
        Symptom(
            "a stray completion in a run that is lost",
            [started, thinking, executing, .toolCompleted("clock")],
            [
                Found(.unpairedTool, "tool_completed", "clock"),
                Found(.connectionLost, nil, "tool_completed"),
            ]
        ) { $0.ending = .lost(.endOfStream) },
        Symptom(
            "a stray completion in a run that is lost before any tool ran",
            [started, thinking, toolCompleted],
            [Found(.connectionLost, nil, "tool_completed")]
        ) { $0.ending = .lost(.endOfStream) },
    ]

    static let repetition: [Symptom] = [
        Symptom(
            "two notifiers: the same ids",
            [
                started.with("event_id", "e1"), started.with("event_id", "e1"), thinking, executing, toolCompleted,
                completed,
            ],
            [Found(.duplicateEvent, "agent_started")]
        ),
        Symptom(
            "two notifiers: ids of their own",
            [started, started, thinking, executing, toolCompleted, completed],
            [Found(.duplicateEvent, "agent_started")]
        ),
        Symptom(
            "the same id on another event: told, and left out of order and pairs",
            [
                started.with("event_id", "e1"), thinking, executing, toolCompleted,
                executing.with("event_id", "e1"), completed,
            ],
            [Found(.duplicateEvent, "tool_executing")]
        ),
        Symptom(
            "a completion with an id that was there completes nothing",
            [
                started, thinking.with("event_id", "e1"), executing, executing, toolCompleted,
                toolCompleted.with("event_id", "e1"), completed,
            ],
            [Found(.duplicateEvent, "tool_completed"), Found(.unpairedTool, "tool_executing", "search")]
        ),
        Symptom(
            "a sub-agent completes twice",
            [
                started, thinking, executing, .started("sub"), .completed("sub"), .completed("sub"), toolCompleted,
                completed,
            ],
            [Found(.duplicateEvent, "agent_completed")]
        ),
        Symptom(
            "a second end is a failure, whatever its id",
            golden + [completed],
            [Found(.duplicateEvent, "agent_completed", severity: .fail)]
        ),
        Symptom(
            "a second end with the same id",
            Array(golden[..<4]) + [completed.with("event_id", "end"), completed.with("event_id", "end")],
            [Found(.duplicateEvent, "agent_completed", severity: .fail)]
        ),
        Symptom(
            "events after the end: each one",
            golden + [thinking, executing],
            [
                Found(.afterTerminal, "agent_thinking", "agent_completed"),
                Found(.afterTerminal, "tool_executing", "agent_completed"),
            ]
        ),
        Symptom(
            "an event after the end counts for nothing else",
            [started, thinking, executing, completed, toolCompleted],
            [
                Found(.missingEvent, "tool_completed"),
                Found(.afterTerminal, "tool_completed", "agent_completed"),
            ]
        ),
        Symptom(
            "a known id after the end is a duplicate alone",
            [
                started, thinking.with("event_id", "e1"), executing, toolCompleted, completed,
                thinking.with("event_id", "e1"),
            ],
            [Found(.duplicateEvent, "agent_thinking")]
        ),
        Symptom(
            "the end first: the rest is after it",
            [completed, started, thinking],
            [
                Found(.missingEvent, "agent_started"), Found(.afterTerminal, "agent_started", "agent_completed"),
                Found(.afterTerminal, "agent_thinking", "agent_completed"),
            ]
        ),
        Symptom(
            "a failure after the end",
            golden + [Emission("agent_error", ["message": "late"])],
            [Found(.afterTerminal, "agent_error", "agent_completed")]
        ),
    ]
}
