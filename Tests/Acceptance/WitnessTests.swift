import FoundationEssentials
import Subprocess
import Testing

/// The server in the eyes of a client that shares no line with it.
@Suite("a client in Python", .timeLimit(.minutes(3)))
struct WitnessTests {
    @Test("completes a run with seven tokens in one line", arguments: ["websockets", "aiohttp"])
    func sevenTokens(library: String) async throws {
        let sight = try await sight(library, carriers: nil)
        #expect(sight.failure == nil)
        #expect(sight.attempts == [.init("subprotocol", 101)])
        #expect(sight.swallowed == "handshake_complete")
        #expect(sight.subprotocol == nil)
        #expect(
            sight.events.map(\.type)
                == ["agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed"]
        )
        #expect(sight.closed == 1000)
    }

    @Test("falls back to the query, and to the header", arguments: ["websockets", "aiohttp"])
    func fallBack(library: String) async throws {
        let query = try await sight(library, carriers: "query")
        #expect(query.failure == nil)
        #expect(query.attempts == [.init("subprotocol", 401), .init("query", 101)])
        let header = try await sight(library, carriers: "header")
        #expect(header.failure == nil)
        #expect(header.attempts == [.init("subprotocol", 401), .init("query", 401), .init("header", 101)])
    }

    @Test("sees that an event is lost")
    func lostEvent() async throws {
        let sight = try await sight("websockets", carriers: nil, fault: "tool_completed:drop")
        #expect(
            sight.failure
                == "Disappointed: the events came as ['agent_started', 'agent_thinking', 'tool_executing', 'agent_completed']"
        )
    }

    /// What the witness saw of one run against a server that takes the token by `carriers`.
    private func sight(_ library: String, carriers: String?, fault: String? = nil) async throws -> Sight {
        let stage = try Stage()
        let flags = (carriers.map { ["--carriers", $0] } ?? []) + (fault.map { ["--fault", $0] } ?? [])
        let (line, end) = try await Program.serving(stage, flags) { _, address in
            let arguments = [
                Places.witness("client.py"), "--server", "http://\(address)", "--library", library,
                "--email", Stage.email, "--password", Stage.password,
            ]
            return try await Program.finishing(Places.python, arguments).output.joined()
        }
        #expect(end == .exited(0))
        return try JSONDecoder().decode(Sight.self, from: Data(line.utf8))
    }
}

/// What `client.py` prints.
private struct Sight: Decodable {
    struct Attempt: Decodable, Equatable {
        let carrier: String
        let status: Int

        init(_ carrier: String, _ status: Int) {
            self.carrier = carrier
            self.status = status
        }
    }

    struct Event: Decodable {
        let type: String
    }

    let attempts: [Attempt]
    let subprotocol: String?
    let swallowed: String?
    let events: [Event]
    let closed: Int?
    let failure: String?
}
