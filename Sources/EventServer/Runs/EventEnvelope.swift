import NIOCore

/// How events look on the wire.
enum EventEnvelope {
    /// Everything at the top level: the ids, the agent, and the fields of the event.
    static func flat(_ event: AgentEvent, _ request: AgentRequest, id: EventID, at now: Timestamp) -> ByteBuffer {
        var members = [
            JSON.Member("type", .string(event.name.rawValue)),
            JSON.Member("event_id", .string(id.description)),
            JSON.Member("user_id", .string(request.userID)),
            JSON.Member("thread_id", .string(request.threadID)),
            JSON.Member("run_id", .string(request.runID)),
            JSON.Member("agent_name", .string(request.agentName)),
        ]
        members += fields(of: event)
        members.append(JSON.Member("timestamp", .double(now.seconds)))
        return JSON.object(members).bytes
    }

    private static func fields(of event: AgentEvent) -> [JSON.Member] {
        switch event {
        case .started:
            []
        case .thinking(let reasoning):
            [JSON.Member("reasoning", .string(reasoning))]
        case .toolExecuting(let tool, let parameters):
            [JSON.Member("tool_name", .string(tool)), JSON.Member("parameters", parameters)]
        case .toolCompleted(let tool, let results, let duration):
            [
                JSON.Member("tool_name", .string(tool)),
                JSON.Member("results", results),
                JSON.Member("duration", .double(rounded(duration / .seconds(1)))),
            ]
        case .completed(let status, let answer, let duration):
            [
                JSON.Member("status", .string(status)),
                JSON.Member("final_response", .string(answer)),
                JSON.Member("duration_ms", .double(rounded(duration / .milliseconds(1)))),
            ]
        case .failed(let failure):
            [JSON.Member("error_code", .string(failure.code)), JSON.Member("error", .string(failure.message))]
        }
    }

    private static func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}
