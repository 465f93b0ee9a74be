import Testing
import Transport

@testable import EventServer

@Suite("The thread handshake", .timeLimit(.minutes(5)))
struct HandshakeTests {
    private let now = Instant.now
    private let request = ClientMessage.request(
        AgentRequestText(type: "chat", text: "one", runID: nil, threadID: nil, agentName: nil)
    )

    @Test("messages before the acknowledgement are held, and come back in order")
    func held() {
        var handshake = Handshake(at: now, mostBytes: 1000)
        #expect(handshake.received(request, size: 10, at: now) == .held)
        #expect(handshake.received(.ping, size: 10, at: now) == .held)
        #expect(!handshake.isOpen)
        #expect(
            handshake.received(.handshakeAcknowledged(lastEventID: "e-1"), size: 10, at: now)
                == .complete(lastEventID: "e-1", held: [request, .ping], isFirst: true)
        )
        #expect(handshake.isOpen)
        #expect(handshake.received(request, size: 10, at: now) == .process(request))
    }

    @Test(
        "a client that never acknowledges is taken for one of an older dialect: soon when it has asked, else after 5 s"
    )
    func older() {
        var silent = Handshake(at: now, mostBytes: 1000)
        #expect(silent.look(at: now + .milliseconds(4999)) == nil)
        #expect(silent.received(.ignorable, size: 10, at: now) == .process(.ignorable))
        #expect(silent.deadline == now + .seconds(5))
        #expect(silent.look(at: now + .seconds(5)) == .skip(held: []))
        #expect(silent.deadline == nil)
        var asking = Handshake(at: now, mostBytes: 1000)
        #expect(asking.received(request, size: 10, at: now + .seconds(1)) == .held)
        #expect(asking.deadline == now + .milliseconds(1250))
        #expect(asking.look(at: now + .milliseconds(1250)) == .skip(held: [request]))
    }

    @Test("a handshake_request is answered, and the waiting begins anew")
    func requested() {
        var handshake = Handshake(at: now, mostBytes: 1000)
        #expect(handshake.received(.handshakeRequest, size: 10, at: now + .seconds(4)) == .respond)
        #expect(handshake.look(at: now + .seconds(5)) == nil)
        #expect(handshake.look(at: now + .seconds(9)) == .skip(held: []))
        #expect(handshake.received(.handshakeRequest, size: 10, at: now + .seconds(10)) == .respond)
        #expect(!handshake.isOpen)
    }

    @Test("an acknowledgement that comes late is completed, and nothing else")
    func late() {
        var handshake = Handshake(at: now, mostBytes: 1000)
        _ = handshake.look(at: now + .seconds(5))
        #expect(
            handshake.received(.handshakeAcknowledged(lastEventID: nil), size: 10, at: now)
                == .complete(lastEventID: nil, held: [], isFirst: false)
        )
    }

    @Test("more early messages, or bytes, than the bound end the waiting, and none is lost")
    func bound() {
        var many = Handshake(at: now, mostBytes: 1000)
        for _ in 0..<Handshake.mostMessages { #expect(many.received(.ping, size: 1, at: now) == .held) }
        let all = Array(repeating: ClientMessage.ping, count: Handshake.mostMessages + 1)
        #expect(many.received(.ping, size: 1, at: now) == .skip(held: all))
        var large = Handshake(at: now, mostBytes: 1000)
        #expect(large.received(request, size: 1001, at: now) == .skip(held: [request]))
    }

    @Test("nothing is sent between handshake_response and the acknowledgement, although a run is under way")
    func silence() async throws {
        try await TestServer.with { server in
            let socket = try await TestUser.ann.socket(at: server)
            try await socket.send(#"{"type":"chat","content":"early","run_id":"r"}"#)
            #expect(try await socket.event().type == "connection_established")
            #expect(try await socket.event().type == "handshake_response")
            try await socket.send(#"{"type":"ping"}"#)
            try await socket.send(#"{"type":"handshake_acknowledged"}"#)
            #expect(try await socket.event().type == "handshake_complete")
            let rest = try await TestSocket.events(6, from: socket)
            #expect(rest.contains { $0.type == "pong" })
            #expect(rest.filter { $0.run == "r" }.map(\.type).first == "agent_started")
            #expect(rest.last?.members.final_response?.contains("early") == true)
        }
    }

    @Test("older dialects: no handshake at all, and one that the client asks for")
    func olderDialects() async throws {
        try await TestServer.with { server, clock in
            let silent = try await TestUser.ann.socket(at: server)
            for _ in 0..<2 { _ = try await silent.event() }
            try await silent.send(#"{"type":"user_message","payload":{"content":"x","thread_id":"invented"}}"#)
            await clock.waits(for: Handshake.grace)
            try await clock.advance(by: Handshake.grace)
            let events = try await TestSocket.events(5, from: silent)
            #expect(events.map(\.type).last == "agent_completed")
            #expect(events.allSatisfy { $0.members.thread_id == "invented" })
            let asking = try await TestUser.ann.socket(at: server)
            for _ in 0..<2 { _ = try await asking.event() }
            try await asking.send(#"{"type":"handshake_request","client_type":"cli","client_version":"1"}"#)
            let response = try await asking.event()
            #expect(response.type == "handshake_response")
            try await asking.send(#"{"type":"session_acknowledged","thread_id":"x"}"#)
            let complete = try await asking.event()
            #expect(complete.type == "handshake_complete")
            #expect(complete.members.thread_id == response.members.thread_id)
        }
    }
}

extension TestSocket {
    /// The next `count` text messages.
    static func events(_ count: Int, from socket: TestSocket) async throws -> [Event] {
        var events: [Event] = []
        while events.count < count { events.append(try await socket.event()) }
        return events
    }
}
