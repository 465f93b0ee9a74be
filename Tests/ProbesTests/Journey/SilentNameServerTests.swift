import NIOCore
import NIOPosix
import Results
import Testing
import Transport

@testable import Probes

@Suite("A name server that never answers")
struct SilentNameServerTests {
    /// Takes every question and says nothing.
    private static func silentServer() async throws -> any Channel {
        try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0)
            .get()
    }

    @Test("delays the probe that asked for a name until its deadline, and no other")
    func delaysNobodyElse() async throws {
        let silent = try await Self.silentServer()
        let port = try #require(silent.localAddress?.port)
        let stage = try await Stage()
        let engine = ProbeEngine(names: ResolverSettings(servers: ["127.0.0.1:\(port)"]))
        let healthy = try stage.plan { $0.linger = .milliseconds(5) }
        var named = try stage.plan()
        named.target.url = try WebSocketURL("ws://nowhere.example/ws")
        named.target.carrier = .none
        named.timeout = .seconds(3)
        let begin = Instant.now
        async let dead = engine.runner.run(named, cycle: ULID(), attempt: 1)
        var passed = 0
        // As many runs as there is time for while the other one waits; each would have waited behind it.
        repeat {
            let results = await engine.runner.run(healthy, cycle: ULID(), attempt: 1)
            #expect(results.flatMap(\.findings) == [])
            passed += 1
        } while begin.duration(to: .now) < .seconds(2)
        let result = try #require(await dead.first)
        #expect(passed > 1)
        #expect(result.verdict == .inconclusive)
        #expect(result.findings.map(\.failureClass) == [.monitorError])
        #expect(result.phases[.dns].map { $0 >= .seconds(2) } == true)
        await engine.shutDown()
        await stage.end()
        try await silent.close()
    }
}
