import FoundationEssentials
import Metrics
import Testing
import Transport

@testable import EventServer

@Suite("Faults", .timeLimit(.minutes(5)))
struct FaultTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let rule: FaultRule
        var testDescription: String { text }
    }

    static let rows = [
        Row(text: "tool_completed:drop", rule: FaultRule(.event(.toolCompleted), .drop)),
        Row(text: "agent_thinking:delay=3s", rule: FaultRule(.event(.agentThinking), .delay(.seconds(3)))),
        Row(text: "tool_executing:close=1012", rule: FaultRule(.event(.toolExecuting), .close(.serviceRestart))),
        Row(text: "*:drop@0.01", rule: FaultRule(.everyEvent, .drop, probability: 0.01)),
        Row(text: "*:leak", rule: FaultRule(.everyEvent, .leak)),
        Row(
            text: "agent_completed:delay=1m30s@0.5",
            rule: FaultRule(.event(.agentCompleted), .delay(.seconds(90)), probability: 0.5)
        ),
        Row(
            text: "agent_started:leak;user=a@example.com;run=3;once",
            rule: FaultRule(.event(.agentStarted), .leak, user: "a@example.com", run: 3, isOnce: true)
        ),
        Row(text: "agent_error:drop;once", rule: FaultRule(.event(.agentError), .drop, isOnce: true)),
    ]

    @Test("a fault is read, and written as it was", arguments: rows)
    func reading(row: Row) throws {
        #expect(try FaultRule(row.text) == row.rule)
        #expect(row.rule.description == row.text)
    }

    @Test("conditions in any order, and a close without a code is 1011")
    func variants() throws {
        #expect(try FaultRule("*:close") == FaultRule(.everyEvent, .close(.internalError)))
        #expect(
            try FaultRule("*:drop;once;run=1;user=a@b")
                == FaultRule(.everyEvent, .drop, user: "a@b", run: 1, isOnce: true)
        )
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        let text: String
        let refusal: FaultRefusal
        let message: String
        var testDescription: String { text }

        init(_ text: String, _ refusal: FaultRefusal, _ message: String) {
            (self.text, self.refusal, self.message) = (text, refusal, message)
        }
    }

    private static let places = """
        agent_started, agent_thinking, tool_executing, tool_completed, agent_completed, agent_error, \
        agent_timeout_failure, agent_cancelled, login, tls, upgrade, welcome, handshake, run, frame, bytes, health
        """

    static let bad = [
        Bad("", .noKind(""), #""" names no fault; want WHERE:KIND, as tool_completed:drop"#),
        Bad("drop", .noKind("drop"), #""drop" names no fault; want WHERE:KIND, as tool_completed:drop"#),
        Bad(
            "tool_complete:drop",
            .unknownPlace("tool_complete"),
            "\"tool_complete\" is no place for a fault; want * or one of \(places)"
        ),
        Bad(":drop", .unknownPlace(""), "\"\" is no place for a fault; want * or one of \(places)"),
        Bad(
            "*:explode",
            .unknownKind("explode"),
            #""explode" is no kind of fault; want one of drop, delay, close, leak"#
        ),
        Bad("*:", .unknownKind(""), #""" is no kind of fault; want one of drop, delay, close, leak"#),
        Bad("login:delay=3s", .notThere(.delay, .login), "delay at login is not built yet; give it an event or *"),
        Bad("*:drop=1", .value(.drop, "1"), #"drop takes no value; leave "1" away"#),
        Bad("*:leak=bob", .value(.leak, "bob"), #"leak takes no value; leave "bob" away"#),
        Bad("*:delay", .value(.delay, nil), "nothing is no delay; want a duration up to 1h, as delay=3s"),
        Bad("*:delay=3", .value(.delay, "3"), #""3" is no delay; want a duration up to 1h, as delay=3s"#),
        Bad("*:delay=2h", .value(.delay, "2h"), #""2h" is no delay; want a duration up to 1h, as delay=3s"#),
        Bad(
            "*:close=1006",
            .value(.close, "1006"),
            #""1006" is no close code; want 1000 to 1003, 1007 to 1014 or 3000 to 4999, as close=1011"#
        ),
        Bad(
            "*:close=70000",
            .value(.close, "70000"),
            #""70000" is no close code; want 1000 to 1003, 1007 to 1014 or 3000 to 4999, as close=1011"#
        ),
        Bad("*:drop@0", .probability("0"), #""0" is no probability; want a number above 0 and at most 1"#),
        Bad("*:drop@1.1", .probability("1.1"), #""1.1" is no probability; want a number above 0 and at most 1"#),
        Bad("*:drop@nan", .probability("nan"), #""nan" is no probability; want a number above 0 and at most 1"#),
        Bad("*:drop;", .condition(""), #""" is no condition; want user=EMAIL, run=N with N from 1, or once"#),
        Bad(
            "*:drop;run=0",
            .condition("run=0"),
            #""run=0" is no condition; want user=EMAIL, run=N with N from 1, or once"#
        ),
        Bad(
            "*:drop;user=",
            .condition("user="),
            #""user=" is no condition; want user=EMAIL, run=N with N from 1, or once"#
        ),
        Bad(
            "*:drop;twice",
            .condition("twice"),
            #""twice" is no condition; want user=EMAIL, run=N with N from 1, or once"#
        ),
        Bad("*:drop;once;once", .twice("once"), "once stands there twice"),
        Bad("*:drop;run=1;run=2", .twice("run"), "run stands there twice"),
        Bad(
            "*:\u{1B}[2J",
            .unknownKind("\u{1B}[2J"),
            #""?[2J" is no kind of fault; want one of drop, delay, close, leak"#
        ),
    ]

    @Test("a text that is no fault is refused, with what would be right", arguments: bad)
    func refusals(bad: Bad) {
        #expect(throws: bad.refusal) { try FaultRule(bad.text) }
        #expect(bad.refusal.description == bad.message)
    }

    @Test("every kind does what it says", arguments: Fault.allCases)
    func effects(fault: Fault) async throws {
        try await TestServer.with { server, clock in
            let bob = try await TestUser.bob.session(at: server)
            let ann = try await TestUser.ann.session(at: server)
            switch fault {
            case .drop:
                try server.faults.set(["tool_completed:drop"])
                try await ann.ask("one", run: "r")
                #expect(
                    try await ann.events().map(\.type) == [
                        "agent_started", "agent_thinking", "tool_executing", "agent_completed",
                    ]
                )
            case .delay:
                try server.faults.set(["agent_thinking:delay=3s"])
                try await ann.ask("one", run: "r")
                #expect(try await ann.socket.event().type == "agent_started")
                await clock.waits(for: .seconds(3))
                // Behind everything that was sent, and the run has not gone on.
                try await ann.socket.send(#"{"type":"ping"}"#)
                #expect(try await ann.socket.event().type == "pong")
                try await clock.advance(by: .seconds(3))
                #expect(try await ann.events().count == 4)
            case .close:
                try server.faults.set(["tool_executing:close=1012"])
                try await ann.ask("one", run: "r")
                let events = try await TestSocket.events(3, from: ann.socket)
                #expect(events.map(\.type) == ["agent_started", "agent_thinking", "tool_executing"])
                #expect(await ann.socket.next() == .close(1012))
            case .leak:
                try server.faults.set(["agent_completed:leak"])
                try await ann.ask("one", run: "r")
                #expect(try await ann.events().count == 5)
                let leaked = try await bob.socket.event()
                #expect(leaked.type == "agent_completed" && leaked.members.user_id == TestUser.ann.id)
            }
            #expect(
                server.metrics.exposition(.text004).contains(
                    "quintet_server_faults_total{fault=\"\(fault.rawValue)\"} 1\n"
                )
            )
        }
    }

    @Test("user, run and once decide whom a fault strikes")
    func conditions() async throws {
        try await TestServer.with {
            $0.faults = [
                FaultRule(.event(.agentThinking), .drop, user: "ANN@example.com", run: 2),
                FaultRule(.event(.toolExecuting), .drop, isOnce: true),
            ]
        } _: { server in
            let ann = try await TestUser.ann.session(at: server)
            let bob = try await TestUser.bob.session(at: server)
            var lost: [String] = []
            for (name, session) in [("bob", bob), ("ann", ann), ("ann", ann), ("ann", ann)] {
                try await session.ask("one", run: "r")
                let types = try await session.events().map(\.type)
                for type in ["agent_thinking", "tool_executing"] where !types.contains(type) {
                    lost.append("\(name) \(type)")
                }
            }
            #expect(lost == ["bob tool_executing", "ann agent_thinking"])
            #expect(server.faults.rules.map(\.description) == ["agent_thinking:drop;user=ANN@example.com;run=2"])
        }
    }

    @Test("a probability strikes now and then")
    func probability() {
        let metrics = ServerMetrics(version: "test")
        let room = FaultRoom([FaultRule(.everyEvent, .drop, probability: 0.5)], struck: metrics.faults)
        let facts = room.runBegins(of: User(email: "a@example.com"))
        let struck = (0..<1000).count { _ in room.effect(on: .agentStarted, of: facts).isDropped }
        #expect((300...700).contains(struck))
    }

    @Test("/faults shows, replaces and clears them; only where it was turned on, and only for this machine")
    func api() async throws {
        try await TestServer.with { server in
            let answer = try await HTTPWire(port: server.address.port).get("/faults")
            #expect(answer.status == 403)
        }
        try await TestServer.with {
            $0.hasFaultsAPI = true
            $0.faults = [FaultRule(.everyEvent, .drop)]
        } _: { server in
            let wire = HTTPWire(port: server.address.port)
            #expect(try await wire.get("/faults").body == #"["*:drop"]"#)
            let wrong = try await wire.exchange("PUT", "/faults", #"["*:leak","*:explode"]"#)
            #expect(wrong.status == 422 && wrong.body.contains("no kind of fault"))
            #expect(try await wire.exchange("PUT", "/faults", #"{"a":1}"#).status == 422)
            #expect(try await wire.get("/faults").body == #"["*:drop"]"#)
            let set = try await wire.exchange("PUT", "/faults", #"["*:leak;once","agent_started:delay=1s"]"#)
            #expect(set.status == 200 && set.body == #"["*:leak;once","agent_started:delay=1s"]"#)
            #expect(try await wire.exchange("DELETE", "/faults").body == "[]")
            #expect(try await wire.exchange("PUT", "/faults", "[]", host: "evil.example").status == 403)
            #expect(
                try await wire.exchange("DELETE", "/faults", headers: ["Origin: http://evil.example"]).status == 403
            )
            #expect(try await wire.post("/faults").status == 405)
        }
    }
}
