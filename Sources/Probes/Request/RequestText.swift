import Results

/// The JSON of a request, in each of the forms that agent servers take.
enum RequestText {
    /// The message of `ask` in `form`; `threadID` is the thread of the handshake, or the one that `ask` invented.
    static func json(_ ask: Ask, form: RequestForm, threadID: String, at time: WallTime) -> String {
        let ids: [JSONObject.Member] = [
            .init("run_id", .string(ask.runID)), .init("thread_id", .string(threadID)),
            .init("timestamp", .string(time.description)),
        ]
        let message = JSONValue.string(ask.message)
        switch form {
        case .userMessage:
            return wrapped("user_message", [.init("content", message)] + ids + [.init("client_environment", .null)])
        case .startAgent:
            return wrapped("start_agent", [.init("user_request", message)] + ids)
        case .chat:
            return wrapped("chat", [.init("message", message)] + ids)
        case .agentRequest:
            let fields: [JSONObject.Member] = [
                .init("type", "agent_request"), .init("agent_name", "assistant"), .init("task", message),
            ]
            return JSONValue.object(JSONObject(fields + ids)).text()
        case .template(let template):
            let values = [
                "message": ask.message, "nonce": ask.nonce, "run_id": ask.runID, "thread_id": threadID,
                "timestamp": time.description,
            ]
            // Between quotes of the template: the text of a JSON string without its own.
            return Variables.fill(template, values) { String(JSONValue.string($0).text().dropFirst().dropLast()) }
        }
    }

    private static func wrapped(_ type: JSONValue, _ payload: [JSONObject.Member]) -> String {
        (["type": type, "payload": .object(JSONObject(payload))] as JSONValue).text()
    }
}
