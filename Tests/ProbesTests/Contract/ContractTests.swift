import Configuration
import FoundationEssentials
import Results
import TestSupport
import Testing

@testable import Probes

@Suite("Contracts")
struct ContractTests {
    private func problems(_ text: String) -> String {
        do {
            _ = try Contract.load(text: text, named: "c.yaml")
            return "right"
        } catch {
            return error.description
        }
    }

    @Test("a defect in an event is told exactly", arguments: BrokenContract.events)
    func events(broken: BrokenContract) {
        #expect(problems(broken.text) == "c.yaml:\(broken.message)")
    }

    @Test("a defect beside the events is told exactly", arguments: BrokenContract.keys)
    func keys(broken: BrokenContract) {
        #expect(problems(broken.text) == "c.yaml:\(broken.message)")
    }

    @Test("every problem of a contract comes at once")
    func everythingAtOnce() {
        let text = """
            events:
              - { event: a, after: [x] }
              - { evnet: b }
              - { event: z, terminal: true, within: 5 }
            failures: [a]
            severity: { nothing: warn }
            """
        #expect(
            problems(text) == """
                c.yaml:1:1: contract is missing; give the name that results show
                c.yaml:3:5 events[1]: event is missing; give its name on the wire
                c.yaml:3:7 events[1].evnet: unknown key; did you mean event?
                c.yaml:4:33 events[2].within: 5 has no unit; want a duration like 250ms, 5s, 2m, 1h30m or 30d
                c.yaml:6:13 severity.nothing: nothing is no class of findings; want one like late_event or duplicate_event
                """
        )
    }

    @Test("a contract asks for a thousand fields at most, and more are an error", arguments: [200, 201, 8_000])
    func fields(each: Int) {
        let events = (0..<5).map { event in
            let fields = (0..<each).map { "f\(event)_\($0)" }.joined(separator: ", ")
            return "  - { event: e\(event), terminal: \(event == 4), requires: [\(fields)] }\n"
        }
        let wrong = "c.yaml:1:1: asks for more than 1000 different fields; want fewer"
        #expect(problems("contract: c\nevents:\n" + events.joined()) == (each > 200 ? wrong : "right"))
    }

    @Test("the list is the short form of the relation")
    func order() throws {
        let contract = try Contract.load(
            text: """
                contract: c
                events:
                  - { event: a }
                  - { event: b }
                  - { event: free, after: [], optional: true }
                  - { event: c, after: [a, b] }
                  - { event: z, terminal: true }
                """,
            named: "c.yaml"
        )
        #expect(contract.events.map(\.after) == [[], ["a"], [], ["a", "b"], ["c"]])
        #expect(contract.eventNames == ["a", "b", "free", "c", "z"])
    }

    @Test("every key of an event and of a contract is read")
    func everyKey() throws {
        let contract = try Contract.load(
            text: """
                contract: mine
                events:
                  - { event: begin, requires: [who] }
                  - { event: open, repeats: true, optional: true, within: 2s }
                  - { event: part, inside: open, by: id, optional: true }
                  - { event: shut, pairs_with: open, by: id, may_stay_open: true, optional: true }
                  - { event: done, terminal: true, requires: [text], answer: text, answers: nonce }
                failures: [broken, hiccup]
                survivable: [hiccup]
                fallbacks: [plan_b]
                ends: [over]
                placeholders: ["later", ""]
                fallback_answers: ["Sorry."]
                asserts:
                  - { event: done, path: $.meta.code, equals: 5 }
                  - { event: done, path: "$.meta.text", equals: "5" }
                  - { event: begin, path: $.ok, equals: true }
                  - { event: begin, path: $.none, equals: null }
                aliases: { start: begin }
                severity: { late_event: fail, duplicate_event: warn }
                """,
            named: "c.yaml"
        )
        var rules = ["begin", "open", "part", "shut", "done"].map { EventRule($0) }
        rules[0].requires = ["who"]
        rules[1].repeats = true
        rules[1].isOptional = true
        rules[1].within = .seconds(2)
        rules[1].after = ["begin"]
        rules[2].pairing = Pairing(opener: "open", by: "id")
        rules[2].pairing?.bond = .inside
        rules[2].isOptional = true
        rules[2].after = ["open"]
        rules[3].pairing = Pairing(opener: "open", by: "id")
        rules[3].pairing?.mayStayOpen = true
        rules[3].isOptional = true
        rules[3].after = ["part"]
        rules[4].isTerminal = true
        rules[4].requires = ["text"]
        rules[4].answer = "text"
        rules[4].answerEchoesNonce = true
        rules[4].after = ["shut"]
        func assertion(_ event: String, _ path: String, _ value: JSONValue) throws -> Assertion {
            Assertion(event: event, path: try #require(JSONPath(path)), equals: value)
        }
        let expected = Contract(
            name: "mine",
            events: rules,
            failures: ["broken", "hiccup"],
            survivable: ["hiccup"],
            fallbacks: ["plan_b"],
            ends: ["over"],
            placeholders: ["later", ""],
            fallbackAnswers: ["Sorry."],
            asserts: [
                try assertion("done", "$.meta.code", 5), try assertion("done", "$.meta.text", "5"),
                try assertion("begin", "$.ok", true), try assertion("begin", "$.none", .null),
            ],
            aliases: ["start": "begin"],
            severities: [.lateEvent: .fail, .duplicateEvent: .warn]
        )
        #expect(contract == expected)
    }

    @Test("answers: nonce may stand at the contract, too")
    func answers() throws {
        let contract = try Contract.load(
            text: "contract: c\nevents: [{ event: z, terminal: true }]\nanswers: nonce\n",
            named: "c.yaml"
        )
        #expect(contract.events[0].answerEchoesNonce)
        #expect(contract.events[0].answer == "final_response")
        #expect(
            problems("contract: c\nevents: [{ event: z, terminal: true, answers: nonce }]\nanswers: nonce\n")
                == "c.yaml:3:1 answers: is said at the terminal event already; remove one"
        )
    }
}

@Suite("Built-in contracts and files")
struct ContractLoadingTests {
    @Test("the contracts that ship are those of the folder, and load")
    func builtIn() {
        #expect(Contract.builtIn.map(\.name) == ["agent-run", "ag-ui"])
        #expect(
            Contract.agentRun.eventNames == [
                "agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed",
            ]
        )
        #expect(Contract.agentRun.survivable == ["tool_error"])
        #expect(Contract.agentRun.fallbacks == ["agent_fallback"])
        #expect(Contract.named("ag-ui") == Contract.agUI)
        #expect(Contract.named("nobody") == nil)
        #expect(Contract.agUI.events.first?.name == "RUN_STARTED")
        #expect(Contract.agUI.events.last?.isTerminal == true)
    }

    @Test("the contract that the page on contracts shows is one, with every key that there is")
    func page() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/contracts.md")
        let blocks = try String(contentsOf: page, encoding: .utf8).split(separator: "```yaml\n").dropFirst()
        let text = try #require(blocks.map { $0.split(separator: "```")[0] }.first { $0.hasPrefix("contract:") })
        let contract = try Contract.load(text: String(text), named: "docs/contracts.md")
        #expect(contract.eventNames == ["order_taken", "item_packing", "item_note", "item_packed", "order_done"])
        #expect(contract.survivable == ["tool_error"])
        #expect(contract.severities == [.lateEvent: .fail, .duplicateEvent: .warn])
    }

    private func named(_ text: String, folder: String? = nil) -> String {
        do {
            return try ConfigurationFile.load(text: "contract: \(text)\n", named: "q.yaml", folder: folder) { root in
                let map = root.mapping()
                let contract = map?.required("contract").flatMap { Contract.named(by: $0) }
                map?.finish()
                return contract
            }.name
        } catch {
            return error.description
        }
    }

    @Test("a configuration names a contract by its name or by its file")
    func byName() throws {
        let folder = try TemporaryFolder()
        try folder.write("mine.yaml", "contract: mine\nevents: [{ event: z, terminal: true }]\n")
        try folder.write("broken.yaml", "contract: mine\nevents: [{ event: z }]\n")
        #expect(named("agent-run") == "agent-run")
        #expect(named("mine.yaml", folder: folder.path) == "mine")
        #expect(named(folder.path + "/mine.yaml") == "mine")
        #expect(
            named("agent-ran")
                == "q.yaml:1:1 contract: agent-ran is no built-in contract; want agent-run, ag-ui, or the path of a file"
        )
        #expect(
            named("none.yaml", folder: folder.path)
                == "q.yaml:1:1 contract: the file \(folder.path)/none.yaml does not exist; create it or correct the path"
        )
        #expect(
            named("broken.yaml", folder: folder.path)
                == "\(folder.path)/broken.yaml:2:10 events[0]: no event is terminal; give one of them terminal: true"
        )
        #expect(try Contract.load(path: folder.path + "/mine.yaml").name == "mine")
    }
}
