import EventServer
import Logging
import NIOCore
import Testing
import Transport

/// Servers for tests: every one on a port of its own, by a clock that its test moves, and stopped when its test is over.
enum TestServer {
    /// Runs `body` with a server that knows Ann, Bob and Cat, and with its clock.
    static func with<Value>(
        _ change: (inout EventServerConfiguration) -> Void = { _ in },
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ body: (EventServer, StandingClock) async throws -> Value
    ) async throws -> Value {
        var configuration = EventServerConfiguration(users: [TestUser.ann, .bob, .cat].map(\.account))
        configuration.agent.pace = .zero
        configuration.drain = .zero
        change(&configuration)
        var clock: StandingClock?
        let server = try await EventServer.started(
            configuration,
            logger: logger,
            clock: { loop in
                let standing = StandingClock(loop)
                clock = standing
                return standing
            }
        )
        let result = await Result.catching { try await body(server, #require(clock)) }
        await server.stop()
        #expect(clock?.deadlines == [], "a server that was stopped waits for nothing")
        return try result.get()
    }

    /// Runs `body` with a server for which no time passes.
    static func with<Value>(
        _ change: (inout EventServerConfiguration) -> Void = { _ in },
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ body: (EventServer) async throws -> Value
    ) async throws -> Value {
        try await with(change, logger: logger) { server, _ in try await body(server) }
    }
}

extension Result where Failure == any Error {
    /// What `body` returns or throws.
    fileprivate static func catching(_ body: () async throws -> Success) async -> Result {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }
}
