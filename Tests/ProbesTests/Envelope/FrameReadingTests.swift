import NIOCore
import Probes
import Testing

/// What a test sees of a frame.
private struct Seen: Equatable {
    var name: String
    var role: EventFrame.Role
    var shape: EnvelopeShape
}

@Suite("Reading frames")
struct FrameReadingTests {
    private func read(_ text: String, _ contract: Contract = .agentRun) -> FrameReading {
        FrameReading.read(ByteBuffer(string: text), contract)
    }

    private func seen(_ text: String) -> [Seen] {
        read(text).events.map { Seen(name: $0.name, role: $0.role, shape: $0.shape) }
    }

    @Test("each envelope is known by where the name and the details stand")
    func shapes() {
        let started = EventFrame.Role.event(0)
        #expect(
            seen(#"{"type":"agent_started","run_id":"r"}"#) == [
                Seen(name: "agent_started", role: started, shape: .flat)
            ]
        )
        #expect(
            seen(#"{"type":"agent_started","payload":{}}"#) == [
                Seen(name: "agent_started", role: started, shape: .payload)
            ]
        )
        #expect(
            seen(#"{"data":{"run_id":"r"},"timestamp":1,"type":"agent_started"}"#) == [
                Seen(name: "agent_started", role: started, shape: .data)
            ]
        )
        #expect(
            seen(#"{"type":"agent_started","agent_name":"a","data":{}}"#) == [
                Seen(name: "agent_started", role: started, shape: .hybrid)
            ]
        )
        #expect(
            seen(#"{"type":"system_message","event":"agent_started","payload":{}}"#) == [
                Seen(name: "agent_started", role: started, shape: .system)
            ]
        )
        #expect(seen(#"{"event":"agent_started"}"#) == [Seen(name: "agent_started", role: started, shape: .system)])
        for wrapper in ["system_message", "agent_progress", "agent_response_complete", "anything"] {
            let nested = #"{"type":"\#(wrapper)","data":{"event":"agent_started","payload":{"run_id":"r"}}}"#
            #expect(seen(nested) == [Seen(name: "agent_started", role: started, shape: .nested)])
            #expect(read(nested).events.first?.runID == "r")
            let typed = #"{"type":"\#(wrapper)","data":{"type":"agent_started"}}"#
            #expect(seen(typed) == [Seen(name: "agent_started", role: started, shape: .nested)])
        }
        let batch =
            #"{"type":"event_batch","events":[{"type":"agent_started"},{"type":"x","data":{"event":"agent_error"}}]}"#
        #expect(
            seen(batch) == [
                Seen(name: "agent_started", role: started, shape: .batch),
                Seen(name: "agent_error", role: .failure, shape: .batch),
            ]
        )
    }

    @Test("the outermost name that the contract knows is the event's; an inner type never replaces it")
    func names() {
        #expect(seen(#"{"type":"agent_thinking","data":{"type":"reasoning"}}"#).map(\.name) == ["agent_thinking"])
        #expect(
            seen(#"{"type":"agent_thinking","event":"agent_started","data":{"event":"tool_executing"}}"#).map(\.name)
                == ["agent_thinking"]
        )
        #expect(
            seen(#"{"type":"x","event":"agent_started","data":{"event":"tool_executing"}}"#).map(\.name) == [
                "agent_started"
            ]
        )
        #expect(
            seen(#"{"type":"x","event":"y","data":{"event":"tool_executing","type":"agent_started"}}"#).map(\.name) == [
                "tool_executing"
            ]
        )
        #expect(seen(#"{"type":"x","event":"y","data":{"event":"z"}}"#).map(\.name) == ["x"])
        #expect(seen(#"{"type":"tool_result"}"#).map(\.name) == ["tool_completed"])
        #expect(seen(#"{"type":"agent\u005fstarted"}"#).map(\.role) == [.event(0)])
        #expect(seen(#"{"type":7,"event":"agent_started"}"#).map(\.role) == [.event(0)])
        #expect(seen(#"{"type":"agent_fallback"}"#).map(\.role) == [.fallback])
        #expect(seen(#"{"type":"cleanup_complete","data":{"cleanup_status":"complete"}}"#).map(\.role) == [.end])
        #expect(seen(#"{"type":"authentication_error","event":"auth_failed"}"#).map(\.role) == [.failure])
        #expect(seen(#"{"type":"AGENT_STARTED"}"#).map(\.role) == [.informational])
        #expect(seen(#"{"type":"backend_log","data":{"type":"error"}}"#).map(\.role) == [.informational])
        #expect(seen(#"{"type":"system_message","data":{"event":"agent_error"}}"#).map(\.role) == [.failure])
        #expect(seen(#"{"type":""}"#).map(\.name) == [""])
    }

    @Test("fields of all levels are one, the inner winning; null wins over nothing")
    func fields() throws {
        let frame = try #require(
            read(
                #"{"type":"tool_completed","run_id":"top","thread_id":"top","user_id":"top","agent_name":"top","#
                    + #""payload":{"thread_id":"payload","user_id":"payload","agent_name":"payload"},"#
                    + #""data":{"user_id":"data","agent_name":"data","trace_id":"a","trace_id":"b","run_id":null,"#
                    + #""payload":{"agent_name":"inner","tool":"search","output":[1,{"a":"é"}],"#
                    + #""event_id":17,"timestamp":null}}}"#
            ).events.first
        )
        #expect(frame.runID == "top")
        #expect(frame.threadID == "payload")
        #expect(frame.userID == "data")
        #expect(frame.agent == "inner")
        #expect(frame.traceID == "b")
        #expect(frame.tool == "search")
        #expect(frame.eventID == "17")
        #expect(frame.value("results") == [1, ["a": "é"]])
        #expect(frame.text("results") == nil)
        #expect(frame.value("timestamp") == nil)
        #expect(frame.connectionID == nil)
    }

    @Test("synonyms are looked for in their order; a field that no contract asks for is found too")
    func synonyms() throws {
        let frame = try #require(
            read(
                #"{"type":"x","name":"third","tool":"second","data":{"session_token":"s\n","parameters":1,"agent":{}}}"#
            ).events.first
        )
        #expect(frame.tool == "second")
        #expect(frame.text("session_token") == "s\n")
        #expect(frame.value("parameters") == 1)
        #expect(frame.value("nothing") == nil)
        #expect(frame.agent == nil)
        let batch =
            #"{"session_token":"outer","type":"event_batch","events":[{"type":"x"},{"type":"y","session_token":"inner"}]}"#
        #expect(read(batch).events.map { $0.text("session_token") } == [nil, "inner"])
    }

    @Test("a frame is called by any of the names that it gives itself")
    func calls() throws {
        let frame = try #require(
            read(#"{"type":"a","event":"b","data":{"event":"c","type":"d","payload":{"type":"e"}}}"#).events.first
        )
        #expect(["a", "b", "c", "d", "e"].map(frame.isCalled) == [true, true, true, true, false])
    }

    @Test(
        "what is no event frame is told with its reason",
        arguments: [
            ("", "not JSON: the text ends too early at byte 0"),
            ("hello", "not JSON: an unexpected character h at byte 0"),
            ("[1]", "JSON that is no object"), ("\"agent_started\"", "JSON that is no object"),
            ("null", "JSON that is no object"), ("[1", "not JSON: the text ends too early at byte 2"),
            ("{}", "an object without a string at type or event"),
            (#"{"type":null}"#, "an object without a string at type or event"),
            (#"{"data":{"type":"agent_started"}}"#, "an object without a string at type or event"),
            (#"{"type":"agent_started",}"#, "not JSON: an unexpected character } at byte 24"),
            (#"{"type":"agent_started"} x"#, "not JSON: something after the end of the value at byte 25"),
            (#"{"type":"agent_started""#, "not JSON: the text ends too early at byte 23"),
            (#"{"type":"agent_started","x":{"y":[01]}}"#, "not JSON: a number that JSON does not know at byte 34"),
            ("\u{FEFF}{}", "not JSON: an unexpected byte 0xef at byte 0"),
        ]
    )
    func malformed(text: String, reason: String) {
        let reading = read(text)
        #expect(reading.events.isEmpty)
        #expect(reading.defect?.description == reason)
    }

    @Test("a broken item spoils neither its batch nor its judgement")
    func brokenBatch() {
        let reading = read(
            #"{"type":"event_batch","events":[{"type":"agent_started"},7,{},{"type":"agent_thinking"}]}"#
        )
        #expect(reading.events.map(\.name) == ["agent_started", "agent_thinking"])
        #expect(reading.defect == .notAnObject)
        #expect(
            seen(#"{"type":"event_batch","events":{}}"#) == [
                Seen(name: "event_batch", role: .informational, shape: .flat)
            ]
        )
        #expect(seen(#"{"type":"event_batch","events":[]}"#) == [])
        #expect(read(#"{"type":"event_batch","events":[]}"#).defect == nil)
    }

    @Test("a frame is read however deep its values are; what is broken far inside is malformed")
    func depth() {
        func nested(_ levels: Int) -> String {
            #"{"type":"x","a":"# + String(repeating: "[", count: levels - 1) + String(repeating: "]", count: levels - 1)
                + "}"
        }
        #expect(read(nested(128)).defect == nil)
        #expect(read(nested(129)).defect == nil)
        #expect(read(nested(300_000)).defect == nil)
        let mixed = String(repeating: #"[{"a":"#, count: 200) + "1" + String(repeating: "}]", count: 200)
        #expect(read(#"{"type":"x","a":\#(mixed)}"#).defect == nil)
        #expect(read(#"{"type":"x","a":\#(mixed.replacing("1}]}]", with: "1}]]}"))}"#).defect != nil)
    }
}
