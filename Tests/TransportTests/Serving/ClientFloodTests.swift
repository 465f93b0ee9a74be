import NIOCore
import NIOPosix
import Testing

@testable import Transport

@Suite("A client that sends without end", .timeLimit(.minutes(2)))
struct ClientFloodTests {
    /// Lets everybody in.
    private final class OpenDoor: Doorkeeper {
        private let feed: AsyncStream<[Int]>.Continuation

        init(_ feed: AsyncStream<[Int]>.Continuation) { self.feed = feed }

        func admit(_ head: RequestHead, _ upgrade: ServerUpgrade.Reading, on channel: any Channel) -> Admission {
            guard case .right(let upgrade) = upgrade else { return .refusal(HTTPReply(status: 400, body: "")) }
            return .session(upgrade, subprotocol: nil, limits: SessionLimits(maxMessage: 1024)) { [feed] in
                TurnCounter($0, feed)
            }
        }

        func takeOver(_ channel: any Channel) throws {}

        func answer(to failure: HeadFailure) -> HTTPReply { HTTPReply(status: 400, body: "") }
    }

    @Test("gives the loop back after 16 KiB at the most, and nothing is lost by it")
    func turns() async throws {
        let (done, feed) = AsyncStream.makeStream(of: [Int].self)
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let listener = try await ServerBootstrap(group: loop)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let clock = LoopClock(channel.eventLoop)
                    try ConnectionGate.install(on: channel, limits: HeadLimits(), clock: clock, for: OpenDoor(feed))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let message = RawFrame.text(#"{"type":"ping"}"#, mask: RawFrame.mask)
        let total = 60_000
        var bytes = ByteBuffer(
            string: "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        for _ in 0..<total { bytes.writeBytes(message) }
        bytes.writeBytes(RawFrame.close(1000, mask: RawFrame.mask))
        let client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(to: #require(listener.localAddress)).get()
        client.writeAndFlush(bytes, promise: nil)
        let turns = await done.reduce(into: [Int]()) { $0 += $1 }
        try await listener.close()
        #expect(turns.reduce(0, +) == total)
        // The beginning of one frame may be left from the turn before.
        #expect(turns.max().map { $0 <= (16 << 10) / message.count + 1 } == true, "\(turns.max() ?? 0) in one turn")
    }
}
