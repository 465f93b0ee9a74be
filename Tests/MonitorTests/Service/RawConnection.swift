import NIOCore
import NIOPosix
import Transport

/// A TCP connection with nothing on it: text out, text in. Used by one task.
final class RawConnection {
    /// Puts what arrives into a stream that its owner reads when it likes.
    private final class Inlet: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        private let feed: AsyncStream<String>.Continuation

        init(_ feed: AsyncStream<String>.Continuation) { self.feed = feed }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            feed.yield(String(buffer: unwrapInboundIn(data)))
        }

        func channelInactive(context: ChannelHandlerContext) { feed.finish() }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }

    private let channel: any Channel
    private var arrivals: AsyncStream<String>.Iterator

    init(_ address: ListenAddress) async throws {
        let (stream, feed) = AsyncStream.makeStream(of: String.self)
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Inlet(feed)) }
            }
            .connect(host: address.host, port: address.port).get()
        arrivals = stream.makeAsyncIterator()
    }

    func send(_ text: String) async throws { try await channel.writeAndFlush(ByteBuffer(string: text)).get() }

    func stopReading() async throws { try await channel.setOption(.autoRead, value: false).get() }

    func readOn() async throws { try await channel.setOption(.autoRead, value: true).get() }

    /// Everything up to `end`; nil when the peer closes before.
    func read(upTo end: String) async -> String? {
        var text = ""
        while !text.hasSuffix(end) {
            guard let more = await arrivals.next() else { return nil }
            text += more
        }
        return text
    }

    /// Everything up to `end` and what came with it; nil when the peer closes before.
    func read(past end: String) async -> String? {
        var text = ""
        while !text.contains(end) {
            guard let more = await arrivals.next() else { return nil }
            text += more
        }
        return text
    }

    func close() async throws { try await channel.close().get() }

    /// Everything until the peer closes.
    func rest() async -> String {
        var text = ""
        while let more = await arrivals.next() { text += more }
        return text
    }
}
