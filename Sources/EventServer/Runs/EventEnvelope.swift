import NIOCore

/// How the events of one run look on the wire: everything at the top level, the ids, the agent, and the fields of the
/// event. What is the same in all of them is encoded once.
struct EventEnvelope {
    private let ids: ByteBuffer

    init(_ request: AgentRequest) {
        var ids = ByteBuffer()
        ids.writeJSONMember("user_id", request.userID)
        ids.writeJSONMember("thread_id", request.threadID)
        ids.writeJSONMember("run_id", request.runID)
        ids.writeJSONMember("agent_name", request.agentName)
        self.ids = ids
    }

    /// Writes one event.
    func write(_ event: AgentEvent, id: EventID, at now: Timestamp, into buffer: inout ByteBuffer) {
        buffer.writeStaticString("{\"type\":\"")
        buffer.writeString(event.name.rawValue)
        buffer.writeStaticString("\"")
        buffer.writeJSONMember("event_id", id.description)
        buffer.writeImmutableBuffer(ids)
        Self.write(event, into: &buffer)
        buffer.writeJSONMember("timestamp", now.seconds)
        buffer.writeStaticString("}")
    }

    private static func write(_ event: AgentEvent, into buffer: inout ByteBuffer) {
        switch event {
        case .started:
            break
        case .thinking(let reasoning):
            buffer.writeJSONMember("reasoning", reasoning)
        case .toolExecuting(let tool, let parameters):
            buffer.writeJSONMember("tool_name", tool)
            buffer.writeJSONMember("parameters", parameters)
        case .toolCompleted(let tool, let results, let duration):
            buffer.writeJSONMember("tool_name", tool)
            buffer.writeJSONMember("results", results)
            buffer.writeJSONMember("duration", rounded(duration / .seconds(1)))
        case .completed(let status, let answer, let duration):
            buffer.writeJSONMember("status", status)
            buffer.writeJSONMember("final_response", answer)
            buffer.writeJSONMember("duration_ms", rounded(duration / .milliseconds(1)))
        case .failed(let failure):
            buffer.writeJSONMember("error_code", failure.code)
            buffer.writeJSONMember("error", failure.message)
        }
    }

    private static func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}

extension ByteBuffer {
    /// A comma, a name that needs no escapes, a colon and the value: a member that is not the first of its object.
    fileprivate mutating func writeJSONMember(_ name: StaticString, _ value: JSON) {
        writeStaticString(",\"")
        writeStaticString(name)
        writeStaticString("\":")
        value.write(into: &self)
    }

    fileprivate mutating func writeJSONMember(_ name: StaticString, _ text: String) {
        writeJSONMember(name, .string(text))
    }

    fileprivate mutating func writeJSONMember(_ name: StaticString, _ number: Double) {
        writeJSONMember(name, .double(number))
    }
}
