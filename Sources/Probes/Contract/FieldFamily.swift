/// A field and the names under which servers send it, in the order in which they are looked for.
///
/// A contract that asks for the first name of a family is content with any of them.
struct FieldFamily: Sendable, Equatable {
    /// What contracts, findings and people call the field.
    let name: String
    /// All names, that one first.
    let names: [String]

    private init(_ names: [String]) {
        name = names[0]
        self.names = names
    }

    static let runID = FieldFamily(["run_id", "runId"])
    static let threadID = FieldFamily(["thread_id", "threadId"])
    static let userID = FieldFamily(["user_id", "userId"])
    static let eventID = FieldFamily(["event_id", "eventId"])
    static let connectionID = FieldFamily(["connection_id", "connectionId"])
    static let traceID = FieldFamily(["trace_id", "traceId"])
    static let agent = FieldFamily(["agent_name", "agentName", "agent", "agent_type"])
    static let tool = FieldFamily(["tool_name", "toolName", "toolCallName", "tool", "name"])
    /// What tells apart two executions of the same tool at the same time.
    static let execution = FieldFamily([
        "execution_id", "tool_execution_id", "tool_call_id", "toolCallId", "call_id",
    ])
    static let answer = FieldFamily(["final_response", "result", "response", "content", "message"])
    static let timestamp = FieldFamily(["timestamp"])

    private static let all = [
        runID, threadID, userID, eventID, connectionID, traceID, agent, tool, execution, timestamp, answer,
        FieldFamily(["results", "result", "output"]),
        FieldFamily(["parameters", "params", "tool_args", "input"]),
        FieldFamily(["duration", "duration_ms", "execution_time", "execution_time_ms"]),
        FieldFamily(["reasoning", "thought", "thinking"]),
    ]

    /// The family whose first name is `name`; without one, the field goes by that name alone.
    static func named(_ name: String) -> FieldFamily {
        all.first { $0.name == name } ?? FieldFamily([name])
    }
}
