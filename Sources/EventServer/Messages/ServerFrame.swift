import NIOCore

/// What the server says besides the events of a run, each in the form that deployed servers send.
enum ServerFrame {
    static let goldenPath: [JSON] = [
        "agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed",
    ]

    /// The first frame of every connection.
    static func welcome(userID: String, connectionID: String, at now: Timestamp) -> ByteBuffer {
        let json: JSON = [
            "type": "connection_established",
            "data": [
                "mode": "main",
                "user_id": .string(userID),
                "connection_id": .string(connectionID),
                "golden_path_events": .list(goldenPath),
                "timestamp": .string(now.description),
            ],
            "timestamp": .double(now.seconds),
        ]
        return json.bytes
    }

    static func handshakeResponse(_ ids: HandshakeIDs, at now: Timestamp) -> ByteBuffer {
        let json: JSON = [
            "type": "handshake_response",
            "thread_id": .string(ids.thread),
            "run_id": .string(ids.run),
            "request_id": .string(ids.request),
            "session_token": .string(ids.session),
            "timestamp": .string(now.description),
            "message": "Handshake complete",
        ]
        return json.bytes
    }

    static func handshakeComplete(thread: String, at now: Timestamp) -> ByteBuffer {
        let json: JSON = [
            "type": "handshake_complete",
            "thread_id": .string(thread),
            "timestamp": .string(now.description),
        ]
        return json.bytes
    }

    static func pong(at now: Timestamp) -> ByteBuffer { stamped("pong", now) }

    static func heartbeatAcknowledged(at now: Timestamp) -> ByteBuffer { stamped("heartbeat_ack", now) }

    /// Sent when nothing else was for a while, so that nothing on the way takes the connection for dead.
    static func heartbeat(at now: Timestamp) -> ByteBuffer { stamped("heartbeat", now) }

    private static func stamped(_ type: String, _ now: Timestamp) -> ByteBuffer {
        let json: JSON = ["type": .string(type), "data": ["timestamp": .double(now.seconds)]]
        return json.bytes
    }
}

/// The ids that a thread handshake tells the client.
struct HandshakeIDs: Equatable {
    let thread: String
    /// That of the first run, unless the client chooses its own.
    let run: String
    let request: String
    let session: String

    init() {
        thread = "thread_" + RandomText.hex(16)
        run = "run_" + RandomText.hex(16)
        request = "req_" + RandomText.hex(16)
        session = RandomText.secret(22)
    }
}
