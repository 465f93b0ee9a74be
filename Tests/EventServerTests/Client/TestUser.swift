import FoundationEssentials
import EventServer
import NIOCore
import Transport

/// A user of a test's server, and how they come in.
struct TestUser: Sendable {
    struct Tokens: Decodable, Sendable {
        struct User: Decodable, Sendable {
            let id: String
            let email: String
        }

        let access_token: String
        let refresh_token: String
        let token_type: String
        let expires_in: Int
        let user: User
    }

    static let ann = TestUser(email: "ann@example.com", password: "ann's password")
    static let bob = TestUser(email: "bob@example.com", password: "bob's password")
    static let cat = TestUser(email: "cat@example.com", password: "cat's password")

    let email: String
    let password: String

    var account: Account { Account(email: email, password: password) }
    var id: String { User(email: email).id }

    func login(at server: EventServer) async throws -> Tokens {
        let body = "{\"email\":\"\(email)\",\"password\":\"\(password)\"}"
        return try await HTTPWire(port: server.address.port).post("/auth/login", body).decoded(Tokens.self)
    }

    /// An open socket, nothing read yet.
    func socket(at server: EventServer, target: String = "/ws", receiveBuffer: Int? = nil) async throws -> TestSocket {
        let token = try await login(at: server).access_token
        return try await TestSocket.open(
            port: server.address.port,
            target: target,
            headers: ["Authorization: Bearer \(token)"],
            receiveBuffer: receiveBuffer
        )
    }

    /// A socket whose handshake is done, and its thread.
    func session(at server: EventServer, target: String = "/ws", lastEventID: String? = nil) async throws -> TestSession
    {
        let socket = try await socket(at: server, target: target)
        return try await TestSession(shakingHandsOn: socket, lastEventID: lastEventID)
    }
}

/// A socket behind its handshake.
struct TestSession {
    let socket: TestSocket
    let thread: String

    init(shakingHandsOn socket: TestSocket, lastEventID: String? = nil) async throws {
        self.socket = socket
        let welcome = try await socket.event()
        let response = try await socket.event()
        guard welcome.type == "connection_established", response.type == "handshake_response" else {
            throw Unexpected(frame: .text(response.text))
        }
        thread = response.members.thread_id ?? ""
        let seen = lastEventID.map { ",\"last_event_id\":\"\($0)\"" } ?? ""
        try await socket.send("{\"type\":\"handshake_acknowledged\",\"thread_id\":\"\(thread)\"\(seen)}")
        let complete = try await socket.event()
        guard complete.type == "handshake_complete" else { throw Unexpected(frame: .text(complete.text)) }
    }

    func ask(_ text: String, run: String) async throws {
        try await socket.connection.send(Self.request(text, run: run))
    }

    /// The frame of a request.
    static func request(_ text: String, run: String) -> ByteBuffer {
        let message = "{\"type\":\"user_message\",\"payload\":{\"content\":\"\(text)\",\"run_id\":\"\(run)\"}}"
        return TestSocket.frame(0x1, Array(message.utf8))
    }

    /// Every event until `count` runs have ended, or the first failure event.
    func events(ofRuns count: Int = 1) async throws -> [Event] {
        var events: [Event] = []
        var ended = 0
        while ended < count {
            let event = try await socket.event()
            events.append(event)
            if ["agent_completed", "agent_error", "agent_timeout_failure", "agent_cancelled"].contains(event.type) {
                ended += 1
            }
        }
        return events
    }
}
