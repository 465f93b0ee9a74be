import EventServer
import Transport

/// Servers for tests: every one on a port of its own, and stopped when its test is over.
enum TestServer {
    /// Runs `body` with a server that knows Ann, Bob and Cat.
    static func with<Value>(
        _ change: (inout EventServerConfiguration) -> Void = { _ in },
        _ body: (EventServer) async throws -> Value
    ) async throws -> Value {
        var configuration = EventServerConfiguration(users: [TestUser.ann, .bob, .cat].map(\.account))
        configuration.agent.pace = .zero
        configuration.drain = .seconds(1)
        change(&configuration)
        let server = try await EventServer.started(configuration)
        do {
            let value = try await body(server)
            await server.stop()
            return value
        } catch {
            await server.stop()
            throw error
        }
    }
}
