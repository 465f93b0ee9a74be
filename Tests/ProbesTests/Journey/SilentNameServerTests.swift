import NIOCore
import NIOPosix
import Results
import Testing
import Transport

@testable import Probes

@Suite("A name server that never answers")
struct SilentNameServerTests {
    /// Takes every question and says nothing, but that it was asked.
    private static func silentServer(asked: OneShot<Void>) async throws -> any Channel {
        try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Ear { asked.make(()) })
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
    }

    private final class Ear: ChannelInboundHandler {
        typealias InboundIn = AddressedEnvelope<ByteBuffer>

        private let heard: () -> Void

        init(_ heard: @escaping () -> Void) { self.heard = heard }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) { heard() }
    }

    @Test("holds up the probe that asked for a name, and no other")
    func holdsUpNobodyElse() async throws {
        let asked = OneShot<Void>()
        let silent = try await Self.silentServer(asked: asked)
        let port = try #require(silent.localAddress?.port)
        let stage = try await Stage()
        let engine = ProbeEngine(names: ResolverSettings(servers: ["127.0.0.1:\(port)"]))
        let healthy = try stage.plan { $0.linger = .milliseconds(5) }
        var named = try stage.plan()
        named.target.url = try WebSocketURL("ws://nowhere.example/ws")
        named.target.carrier = .none
        let held = named
        let dead = Task { await engine.runner.run(held, cycle: ULID(), attempt: 1) }
        await asked.value()
        for _ in 1...3 {
            let results = await engine.runner.run(healthy, cycle: ULID(), attempt: 1)
            #expect(results.flatMap(\.firmFindings) == [])
        }
        dead.cancel()
        let result = try #require(await dead.value.first)
        #expect(result.verdict == .inconclusive)
        #expect(result.findings.map(\.failureClass) == [.monitorError])
        #expect(result.phases.inOrder.map(\.phase) == [.dns])
        await engine.shutDown()
        await stage.end()
        try await silent.close()
    }
}
