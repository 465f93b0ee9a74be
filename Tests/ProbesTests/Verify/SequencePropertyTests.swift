import NIOCore
import Probes
import Results
import Testing
import Transport

@Suite("Random runs")
struct SequencePropertyTests {
    private func sorted(_ found: [Found]) -> [String] { found.map(\.description).sorted() }

    private func findings(_ emissions: [Emission]) -> [Found] {
        let hasTail = TestRun().report(emissions).reachedTerminal
        var run = TestRun()
        run.budgets.total = nil
        run.ending = hasTail ? .complete : .deadline
        run.tail = .seconds(30)
        return run.findings(emissions)
    }

    @Test("a right run is right, however many agents and tools are at work", arguments: 0..<8)
    func right(seed: Int) {
        var random = RandomRun(seed)
        for _ in 0..<40 {
            let run = random.right()
            #expect(findings(run) == [], "\(run.map(\.name))")
            #expect(SequenceOracle.findings(run) == [])
        }
    }

    @Test("a spoiled run gives exactly the findings that the rules give, one by one", arguments: 0..<16)
    func spoiled(seed: Int) {
        var random = RandomRun(1_000 + seed)
        var wrong = 0
        for _ in 0..<80 {
            var run = random.right()
            for _ in 0...random.below(3) { run = random.spoiled(run) }
            let expected = sorted(SequenceOracle.findings(run))
            if !expected.isEmpty { wrong += 1 }
            #expect(
                sorted(findings(run)) == expected,
                "\(run.map { "\($0.name) \($0.fields.members.map { $0.value.text() })" })"
            )
        }
        #expect(wrong > 40)
    }

    @Test("each event of a run without sub-agents is missed when it is lost", arguments: 0..<8)
    func dropped(seed: Int) {
        var random = RandomRun(2_000 + seed)
        for _ in 0..<25 {
            let run = random.right(subAgents: false)
            let index = random.below(run.count - 1)
            var rest = run
            let lost = rest.remove(at: index)
            let others = rest.filter { $0.name == lost.name }
            let found = findings(rest)
            switch lost.name {
            case "agent_started": #expect(found == [Found(.missingEvent, "agent_started")])
            case "tool_executing", "tool_completed":
                guard !others.isEmpty else {
                    #expect(found == [Found(.missingEvent, lost.name)])
                    continue
                }
                #expect(found.contains { $0.failureClass == .unpairedTool })
            default: #expect(found.isEmpty == !others.isEmpty || found.map(\.failureClass) == [.outOfOrder])
            }
        }
    }

    @Test("findings come in the order of their evidence, and the judgement names the first", arguments: 0..<8)
    func evidence(seed: Int) {
        var random = RandomRun(3_000 + seed)
        for _ in 0..<40 {
            var run = random.right()
            for _ in 0...random.below(3) { run = random.spoiled(run) }
            let report = TestRun(ending: .complete).report(run)
            let ranks = report.findings.map { ($0.at ?? .zero, $0.failureClass.rank) }
            #expect(zip(ranks, ranks.dropFirst()).allSatisfy { $0.0 < $1.0 || ($0.0 == $1.0 && $0.1 <= $1.1) })
            let judgement = Judgement(run: report)
            if report.reachedTerminal {
                #expect(judgement.failure == report.findings.first { $0.severity == .fail }.map { Failure($0) })
            }
        }
    }

    @Test("the same frames give the same report, whether they come one by one, in batches, or again", arguments: 0..<8)
    func replay(seed: Int) {
        var random = RandomRun(4_000 + seed)
        for _ in 0..<25 {
            var run = random.right()
            for _ in 0..<random.below(3) { run = random.spoiled(run) }
            let wire = Wire()
            let values = run.enumerated().map { wire.value($1, number: $0, at: .zero) }
            var apart: [(WebSocketMessage, Duration)] = []
            var together: [(WebSocketMessage, Duration)] = []
            var open: [JSONValue] = []
            for (number, value) in values.enumerated() {
                // One after the other in time, wherever a batch is cut.
                let at = Duration.milliseconds(together.count)
                apart.append((.text(value.text()), at))
                open.append(value)
                guard random.below(3) == 0 || number == values.count - 1 else { continue }
                together.append((.text(JSONValue.object(["type": "event_batch", "events": .array(open)]).text()), at))
                open = []
            }
            let expected = TestRun().report(messages: apart)
            var batched = TestRun().report(messages: together)
            batched.envelope = expected.envelope
            #expect(batched == expected)
            #expect(TestRun().report(messages: apart) == expected)
        }
    }
}
