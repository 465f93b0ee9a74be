import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Transport

@Suite("The end of a resolver")
struct ResolverEndTests {
    @Test("comes when everybody who asked was told, and the thread tells nobody any more")
    func everybody() async throws {
        let late = try await LateNameServer.start()
        let resolver = NameResolver(ResolverSettings(servers: [late.address], hostsFile: "/dev/null"))
        let told = Box<[NameAnswer]>([])
        for number in 0..<1_000 {
            resolver.ask(resolver.ticket(), "n\(number).example.", .v4, before: .now + .seconds(600)) { answer in
                told.change { $0.append(answer) }
            }
        }
        try await late.asked.wait { $0 > 0 }
        await resolver.shutDown()
        let atTheEnd = told.value
        #expect(atTheEnd.count == 1_000)
        #expect(atTheEnd.allSatisfy { $0 == .failure(.overloaded) })

        // What the name server says now is said to nobody.
        try await late.answer()
        await resolver.shutDown()
        #expect(told.value == atTheEnd)
        try await late.channel.close().get()
    }

    @Test("of one that was never asked anything is there at once")
    func unused() async {
        let resolver = NameResolver()
        await resolver.shutDown()
        await resolver.shutDown()
    }

    @Test("ends a dial while its loop is still there, and the loop may go then")
    func dial() async throws {
        let late = try await LateNameServer.start()
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let resolver = NameResolver(ResolverSettings(servers: [late.address], hostsFile: "/dev/null"))
        let dialer = WebSocketDialer(group: group, resolver: resolver)
        let dial = Dial(url: try WebSocketURL("ws://late.example/ws"))
        async let failure = failure(of: dialer, dial)
        try await late.asked.wait { $0 > 0 }
        await resolver.shutDown()
        try await group.shutdownGracefully()
        try await late.answer()
        #expect(await failure == .name(.overloaded))
        try await late.channel.close().get()
    }

    private func failure(of dialer: WebSocketDialer, _ dial: Dial) async -> DialError? {
        do throws(DialFailure) {
            _ = try await dialer.dial(dial, before: .now + .seconds(600)) { Recorder($0) }
            return nil
        } catch {
            return error.error
        }
    }
}

/// A name server that says nothing until it is told to, and then that no name exists.
private final class LateNameServer: Sendable {
    private typealias Datagram = AddressedEnvelope<ByteBuffer>

    let channel: any Channel
    /// How many questions have come.
    let asked: Box<Int>
    private let held: Held

    var address: String { "127.0.0.1:\(channel.localAddress?.port ?? 0)" }

    private init(_ channel: any Channel, _ held: Held, _ asked: Box<Int>) {
        (self.channel, self.held, self.asked) = (channel, held, asked)
    }

    static func start() async throws -> LateNameServer {
        let (held, asked) = (Held(), Box(0))
        let channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Ear(held, asked))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return LateNameServer(channel, held, asked)
    }

    /// Answers everything asked so far.
    func answer() async throws {
        for question in held.questions.withLock({ $0 }) {
            var answer = question
            // RFC 1035 §4.1.1: QR and RD, and RCODE 3.
            answer.data.setInteger(UInt16(0x8183), at: answer.data.readerIndex + 2)
            try await channel.writeAndFlush(answer).get()
        }
    }

    private final class Held: Sendable {
        let questions = Mutex<[Datagram]>([])
    }

    private final class Ear: ChannelInboundHandler {
        typealias InboundIn = AddressedEnvelope<ByteBuffer>

        private let held: Held
        private let asked: Box<Int>

        init(_ held: Held, _ asked: Box<Int>) { (self.held, self.asked) = (held, asked) }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let question = unwrapInboundIn(data)
            held.questions.withLock { $0.append(question) }
            asked.change { $0 += 1 }
        }
    }
}
