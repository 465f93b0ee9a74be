import EventServer
import Testing

@Suite("Runs", .timeLimit(.minutes(5)))
struct RunTests {
    private static let five = [
        "agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed",
    ]

    @Test("a request gets the five events in order, with its ids, and an answer that quotes it")
    func goldenPath() async throws {
        try await TestServer.with { server in
            let session = try await TestUser.ann.session(at: server)
            try await session.ask("probe 4f1c", run: "run-of-mine")
            let events = try await session.events()
            #expect(events.map(\.type) == Self.five)
            #expect(events.allSatisfy { $0.run == "run-of-mine" && $0.members.thread_id == session.thread })
            #expect(events.allSatisfy { $0.members.user_id == TestUser.ann.id && $0.members.agent_name == "assistant" })
            #expect(Set(events.compactMap(\.id)).count == 5)
            #expect(events[1].members.reasoning?.contains("text_statistics") == true)
            #expect(events[2].members.tool_name == "text_statistics")
            #expect(events[3].members.tool_name == "text_statistics")
            #expect(events[4].members.final_response == "You wrote “probe 4f1c”. It has 2 words and 10 characters.")
        }
    }

    /// A request in one of the forms that clients use, and the text that must be read from it.
    struct Form: Sendable, CustomTestStringConvertible {
        let name: String
        let request: String
        let text: String
        var testDescription: String { name }
    }

    static let forms = [
        Form(
            name: "user_message",
            request: #"{"type":"user_message","payload":{"content":"one","run_id":"r"}}"#,
            text: "one"
        ),
        Form(
            name: "user_message as the client sends it",
            request:
                #"{"type":"user_message","payload":{"content":"one","run_id":"r","thread_id":"t","timestamp":"2026-01-31T12:00:00.123456","client_environment":null}}"#,
            text: "one"
        ),
        Form(
            name: "user_message, flat",
            request: #"{"type":"user_message","content":"one","run_id":"r"}"#,
            text: "one"
        ),
        Form(
            name: "user_message in data",
            request: #"{"type":"user_message","data":{"text":"one","run_id":"r"}}"#,
            text: "one"
        ),
        Form(
            name: "start_agent",
            request: #"{"type":"start_agent","payload":{"user_request":"one","run_id":"r"}}"#,
            text: "one"
        ),
        Form(name: "chat, message", request: #"{"type":"chat","payload":{"message":"one","run_id":"r"}}"#, text: "one"),
        Form(name: "chat, content", request: #"{"type":"chat","payload":{"content":"one","run_id":"r"}}"#, text: "one"),
        Form(name: "chat, text", request: #"{"type":"chat","payload":{"text":"one","run_id":"r"}}"#, text: "one"),
        Form(name: "chat_message", request: #"{"type":"chat_message","content":"one","run_id":"r"}"#, text: "one"),
        Form(
            name: "agent_request",
            request: #"{"type":"agent_request","agent_name":"triage","task":"one","thread_id":"t","run_id":"r"}"#,
            text: "one"
        ),
        Form(
            name: "under event",
            request: #"{"event":"user_message","payload":{"content":"one","run_id":"r"}}"#,
            text: "one"
        ),
        Form(
            name: "a payload that is none",
            request: #"{"type":"chat","payload":7,"content":"one","run_id":"r"}"#,
            text: "one"
        ),
        Form(
            name: "escapes",
            request: #"{"type":"chat","content":" a\n\u00e9\"\\\t🙂 ","run_id":"r"}"#,
            text: "a\né\"\\\t🙂"
        ),
    ]

    @Test("every form of request is understood", arguments: forms)
    func requestForms(form: Form) async throws {
        try await TestServer.with { server in
            let session = try await TestUser.ann.session(at: server)
            try await session.socket.send(form.request)
            let events = try await session.events()
            #expect(events.map(\.type) == Self.five)
            #expect(events.allSatisfy { $0.run == "r" })
            #expect(events.last?.members.final_response?.hasPrefix("You wrote “\(form.text)”.") == true)
        }
    }

    @Test("agent and thread are the client's where it names them")
    func namedAgent() async throws {
        try await TestServer.with { server in
            let session = try await TestUser.ann.session(at: server)
            try await session.socket.send(
                #"{"type":"agent_request","agent_name":"triage","task":"one","thread_id":"mine"}"#
            )
            let events = try await session.events()
            #expect(events.allSatisfy { $0.members.agent_name == "triage" && $0.members.thread_id == "mine" })
        }
    }

    @Test("the first run without an id has the one that the handshake told, the next another")
    func offeredRunID() async throws {
        try await TestServer.with { server in
            let socket = try await TestUser.ann.socket(at: server)
            _ = try await socket.event()
            let response = try await socket.event()
            try await socket.send(#"{"type":"session_acknowledged"}"#)
            _ = try await socket.event()
            var runs: [String?] = []
            for _ in 0..<2 {
                try await socket.send(#"{"type":"chat","content":"one"}"#)
                for _ in 0..<4 { _ = try await socket.event() }
                runs.append(try await socket.event().run)
            }
            #expect(runs[0] == response.run)
            #expect(runs[1]?.hasPrefix("run_") == true && runs[1] != runs[0])
        }
    }

    @Test("what cannot be understood is answered with an error frame, and the connection goes on")
    func errorFrames() async throws {
        try await TestServer.with { server in
            let session = try await TestUser.ann.session(at: server)
            let wrong = [
                (#"{"type""#, "JSON_PARSE_ERROR"),
                (#"[1,2]"#, "JSON_PARSE_ERROR"),
                (#""hello""#, "JSON_PARSE_ERROR"),
                (#"{"payload":{}}"#, "JSON_PARSE_ERROR"),
                (#"{"type":7}"#, "JSON_PARSE_ERROR"),
                (#"{"type":"make_coffee"}"#, "AGENT_REQUEST_ERROR"),
                (#"{"type":"user_message","payload":{"content":"  "}}"#, "AGENT_REQUEST_ERROR"),
                (#"{"type":"user_message","payload":{"content":7}}"#, "AGENT_REQUEST_ERROR"),
                (#"{"type":"start_agent"}"#, "AGENT_REQUEST_ERROR"),
            ]
            for (message, code) in wrong {
                try await session.socket.send(message)
                let event = try await session.socket.event()
                #expect(event.type == "error_message" && event.members.error_code == code, "\(message)")
                #expect(event.members.error_message?.isEmpty == false)
            }
            try await session.socket.send(binary: [1, 2, 3])
            #expect(try await session.socket.event().members.error_code == "JSON_PARSE_ERROR")
            try await session.ask("still there", run: "r")
            #expect(try await session.events().map(\.type) == Self.five)
        }
    }

    @Test("pings and heartbeats are answered, acknowledgements are not")
    func heartbeats() async throws {
        try await TestServer.with { server in
            let session = try await TestUser.ann.session(at: server)
            try await session.socket.send(#"{"type":"pong"}"#)
            try await session.socket.send(#"{"type":"heartbeat_ack"}"#)
            try await session.socket.send(#"{"type":"ping"}"#)
            try await session.socket.send(#"{"type":"heartbeat"}"#)
            #expect(try await session.socket.event().type == "pong")
            #expect(try await session.socket.event().type == "heartbeat_ack")
        }
    }

    @Test("a server with nothing to say sends heartbeats, once the handshake is done")
    func idleHeartbeats() async throws {
        try await TestServer.with {
            $0.heartbeat = .seconds(2)
        } _: { server, clock in
            let socket = try await TestUser.ann.socket(at: server)
            // Longer than a heartbeat, and less than a client may take for its acknowledgement.
            try await clock.advance(by: .seconds(4))
            let first = try await TestSocket.events(2, from: socket)
            #expect(first.map(\.type) == ["connection_established", "handshake_response"])
            try await socket.send(#"{"type":"handshake_acknowledged"}"#)
            #expect(try await socket.event().type == "handshake_complete")
            for _ in 0..<2 {
                try await clock.advance(by: .seconds(2))
                #expect(try await socket.event().type == "heartbeat")
            }
            // Whatever is said instead of a heartbeat puts it off.
            try await clock.advance(by: .seconds(1))
            try await socket.send(#"{"type":"ping"}"#)
            #expect(try await socket.event().type == "pong")
            try await clock.advance(by: .seconds(1))
            try await socket.send(#"{"type":"ping"}"#)
            #expect(try await socket.event().type == "pong")
        }
    }

    @Test("more runs than a user may have are answered with RATE_LIMITED, for that user alone")
    func runLimit() async throws {
        try await TestServer.with {
            $0.limits.runsPerUser = 2
            $0.faults = [FaultRule(.event(.agentThinking), .delay(.seconds(3600)), user: TestUser.ann.email)]
        } _: { server in
            let ann = try await TestUser.ann.session(at: server)
            for run in 1...3 { try await ann.ask("one", run: "r\(run)") }
            var refused: Event?
            for _ in 1...3 {
                let event = try await ann.socket.event()
                if event.type == "error_message" { refused = event }
            }
            #expect(refused?.members.error_code == "RATE_LIMITED")
            #expect(refused?.run == "r3")
            let bob = try await TestUser.bob.session(at: server)
            try await bob.ask("one", run: "r")
            #expect(try await bob.events().map(\.type) == Self.five)
        }
    }

    @Test("a run that takes too long ends with agent_timeout_failure")
    func runTimeout() async throws {
        try await TestServer.with {
            $0.limits.run = .seconds(20)
            $0.faults = [FaultRule(.event(.toolExecuting), .delay(.seconds(3600)))]
        } _: { server, clock in
            let session = try await TestUser.ann.session(at: server)
            try await session.ask("one", run: "r")
            await clock.waits(for: .seconds(3600))
            try await clock.advance(by: .seconds(20))
            let events = try await session.events()
            #expect(events.map(\.type) == ["agent_started", "agent_thinking", "agent_timeout_failure"])
        }
    }

    @Test("two sockets of a user: a run's events go to the one that asked")
    func twoSockets() async throws {
        try await TestServer.with { server in
            let older = try await TestUser.ann.session(at: server)
            let newer = try await TestUser.ann.session(at: server)
            try await older.ask("one", run: "old")
            #expect(try await older.events().map(\.type) == Self.five)
            try await newer.ask("two", run: "new")
            #expect(try await newer.events().allSatisfy { $0.run == "new" })
        }
    }
}
