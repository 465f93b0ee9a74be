import NIOCore

/// Reads the messages of clients: every form of request, handshake and heartbeat that deployed clients send.
struct MessageReader {
    /// Longer ids are not taken over: they come back in every event.
    private static let longestID = 256

    /// What a text message says.
    func read(_ payload: ByteBuffer) -> ClientMessage {
        // Broken JSON, a list, a bare number: the client learns that it could not be read, not where.
        guard let frame = try? ClientFrame(payload),
            let type = frame.top["type", "event"]
        else { return .unreadable }
        switch type {
        case "user_message", "start_agent", "chat", "chat_message", "agent_request":
            return .request(request(type, frame.body))
        case "handshake_request":
            return .handshakeRequest
        case "handshake_acknowledged", "session_acknowledged":
            return .handshakeAcknowledged(lastEventID: frame.top["last_event_id"] ?? frame.payload?["last_event_id"])
        case "ping":
            return .ping
        case "heartbeat":
            return .heartbeat
        case "pong", "heartbeat_ack", "heartbeat_response", "ack", "typing_started", "typing_stopped",
            "connection_established", "handshake_complete":
            return .ignorable
        default:
            return .unknown(type: type)
        }
    }

    private func request(_ type: String, _ body: ClientFrame.Body) -> AgentRequestText {
        let text =
            switch type {
            case "start_agent": body["user_request", "content", "message", "text"]
            case "agent_request": body["task", "content", "message", "text", "user_request"]
            case "chat": body["message", "content", "text"]
            default: body["content", "message", "text", "user_request"]
            }
        return AgentRequestText(
            type: type,
            text: (text ?? "").trimmingSpace,
            runID: body["run_id"].flatMap(Self.short),
            threadID: body["thread_id"].flatMap(Self.short),
            agentName: body["agent_name"].flatMap(Self.short)
        )
    }

    private static func short(_ id: String) -> String? { id.utf8.count <= longestID ? id : nil }
}

extension String {
    /// Without the white space around it.
    fileprivate var trimmingSpace: String {
        guard first?.isWhitespace == true || last?.isWhitespace == true else { return self }
        var text = self[...].drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
