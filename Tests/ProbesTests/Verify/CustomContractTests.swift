import Probes
import Results
import Testing

@Suite("Contracts of one's own")
struct CustomContractTests {
    private static let text = """
        contract: orders
        events:
          - { event: taken, requires: [order_id] }
          - { event: packing, repeats: true, within: 50ms }
          - { event: note, optional: true, inside: packing, by: item }
          - { event: packed, pairs_with: packing, by: item }
          - { event: shipped, pairs_with: packed, by: item, optional: true, may_stay_open: true }
          - { event: done, terminal: true, requires: [summary], answer: summary, answers: nonce }
        failures: [lost, hiccup]
        survivable: [hiccup]
        fallbacks: [plan_b]
        ends: [closed]
        placeholders: ["later"]
        fallback_answers: ["Please try again."]
        asserts:
          - { event: packed, path: $.results.status, equals: ok }
          - { event: packed, path: $.weight, equals: 5 }
        aliases: { begun: taken }
        severity: { empty_answer: fail, incomplete_event: fail }
        """

    private static let right: [Emission] = [
        Emission("begun", ["order_id": 17]), packing("a"), Emission("note", ["item": "a"]), packing("b"),
        packed("b"), packed("a"), Emission("shipped", ["item": "a"]), done("nonce-abcdefgh shipped"),
    ]

    private static func packing(_ item: String) -> Emission { Emission("packing", ["item": .string(item)]) }

    private static func packed(_ item: String) -> Emission {
        Emission("packed", ["item": .string(item), "output": ["status": "ok"], "weight": 5])
    }

    private static func done(_ answer: JSONValue) -> Emission { Emission("done", ["summary": answer]) }

    private func report(_ emissions: [Emission]) throws -> RunReport {
        try TestRun(contract: Contract.load(text: Self.text, named: "c.yaml")).report(emissions)
    }

    private func findings(_ change: (inout [Emission]) -> Void) throws -> [Found] {
        var emissions = Self.right
        change(&emissions)
        return try report(emissions).findings.map(Found.init)
    }

    @Test("a run by the contract is right")
    func passes() throws {
        #expect(try report(Self.right).findings == [])
        #expect(try report(Self.right).end == .terminal("done"))
    }

    @Test("its own words, keys and budgets are in force")
    func rules() throws {
        #expect(try findings { $0[1].pause = .milliseconds(50) } == [Found(.lateEvent, "packing")])
        #expect(try findings { $0[0] = Emission("taken") } == [Found(.incompleteEvent, "taken", "order_id")])
        #expect(try findings { $0.remove(at: 2) } == [])
        #expect(try findings { $0[2] = Emission("note", ["item": "c"]) } == [Found(.unpairedTool, "note")])
        #expect(try findings { $0.remove(at: 4) } == [Found(.unpairedTool, "packing")])
        #expect(try findings { $0.remove(at: 6) } == [])
        #expect(try findings { $0[6] = Emission("shipped", ["item": "c"]) } == [Found(.unpairedTool, "shipped")])
        #expect(try findings { $0.insert(Emission("plan_b"), at: 3) } == [Found(.fallbackAnswer, "plan_b")])
        #expect(try findings { $0.insert(Emission("hiccup"), at: 3) } == [Found(.runFailed, "hiccup", severity: .warn)])
        #expect(try findings { $0.insert(Emission("lost"), at: 3) } == [Found(.runFailed, "lost")])
        #expect(try findings { $0[7] = Emission("closed") } == [Found(.missingEvent, "done")])
        // The words of the other contract mean nothing here.
        #expect(try findings { $0.insert(Emission("agent_error"), at: 3) } == [])
    }

    @Test("an answer without the nonce, a placeholder and a canned answer are told apart")
    func answers() throws {
        let details: [(JSONValue, String)] = [
            ("shipped", "done answers something else: the question's nonce-abcdefgh is not in it"),
            (" Later ", "done carries the placeholder \"Later\" instead of an answer"),
            (.null, "done carries no answer"),
            (["text": "shipped"], "done answers something else: the question's nonce-abcdefgh is not in it"),
        ]
        for (answer, detail) in details {
            let report = try report(Self.right.dropLast() + [Self.done(answer)])
            #expect(report.findings.map(\.detail) == [detail])
            #expect(report.findings.map(\.failureClass) == [.emptyAnswer])
        }
        #expect(try report(Self.right.dropLast() + [Self.done(["text": "nonce-abcdefgh"])]).findings == [])
        #expect(
            try findings { $0[7] = Self.done("please try again.") } == [
                Found(.emptyAnswer, "done"), Found(.fallbackAnswer, "done"),
            ]
        )
        // The server's own word and its canned answer are one fallback.
        #expect(
            try findings { emissions in
                emissions[7] = Self.done("please try again.")
                emissions.insert(Emission("plan_b"), at: 3)
            } == [Found(.fallbackAnswer, "plan_b"), Found(.emptyAnswer, "done")]
        )
    }

    @Test("an assertion that does not hold says what stands there")
    func asserts() throws {
        var emissions = Self.right
        emissions[4] = Emission("packed", ["item": "b", "output": ["status": "broken"], "weight": 5])
        emissions[5] = Emission("packed", ["item": "a", "results": "ok", "weight": "5"])
        #expect(
            try report(emissions).findings.map(\.detail) == [
                "packed has \"broken\" at $.results.status; the contract asks for \"ok\"",
                "packed has nothing at $.results.status; the contract asks for \"ok\"",
                "packed has \"5\" at $.weight; the contract asks for 5",
            ]
        )
    }

    @Test("its severities decide the verdict")
    func severities() throws {
        let contract = try Contract.load(text: Self.text, named: "c.yaml")
        let report = try report(Self.right.dropLast() + [Self.done("later")])
        #expect(Judgement(run: report).verdict == .degraded)
        let judgement = Judgement(run: report, severities: contract.severities)
        #expect(judgement.verdict == .fail)
        #expect(judgement.failure?.failureClass == .emptyAnswer)
    }
}
