import NIOCore
import NIOPosix

/// A TCP connection with nothing on it: bytes out, bytes in. Used by one task.
final class RawConnection {
    /// Puts what arrives into a stream that its owner reads when it likes.
    private final class Inlet: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        let feed: AsyncStream<ByteBuffer>.Continuation
        init(_ feed: AsyncStream<ByteBuffer>.Continuation) { self.feed = feed }
        func channelRead(context: ChannelHandlerContext, data: NIOAny) { feed.yield(unwrapInboundIn(data)) }
        func channelInactive(context: ChannelHandlerContext) { feed.finish() }
        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }

    let channel: any Channel
    private var arrivals: AsyncStream<ByteBuffer>.Iterator
    private var buffer = ByteBuffer()

    /// Connects to `port` of this machine. `receiveBuffer`: bytes that the system keeps for a reader who does not read.
    /// `closesWithPeer`: whether the end of what the peer sends ends the connection.
    init(port: Int, receiveBuffer: Int? = nil, closesWithPeer: Bool = true) async throws {
        let (stream, feed) = AsyncStream.makeStream(of: ByteBuffer.self)
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Inlet(feed)) }
            }
        if !closesWithPeer { bootstrap = bootstrap.channelOption(.allowRemoteHalfClosure, value: true) }
        if let receiveBuffer {
            bootstrap = bootstrap.channelOption(.socketOption(.so_rcvbuf), value: .init(receiveBuffer))
        }
        channel = try await bootstrap.connect(host: "127.0.0.1", port: port).get()
        arrivals = stream.makeAsyncIterator()
    }

    func send(_ text: String) async throws { try await send(ByteBuffer(string: text)) }

    func send(_ bytes: ByteBuffer) async throws { try await channel.writeAndFlush(bytes).get() }

    /// The next `count` bytes; nil when the peer ends before.
    func read(_ count: Int) async -> ByteBuffer? {
        while buffer.readableBytes < count {
            guard let more = await arrivals.next() else { return nil }
            buffer.writeImmutableBuffer(more)
        }
        defer { buffer.discardReadBytes() }
        return buffer.readSlice(length: count)
    }

    /// Everything up to the end, or `limit` bytes.
    func rest() async -> String {
        while let more = await arrivals.next() { buffer.writeImmutableBuffer(more) }
        return String(buffer: buffer)
    }

    /// Everything up to and with the empty line that ends a head; nil when the peer ends before.
    func head() async -> String? {
        let end = Array("\r\n\r\n".utf8)
        while true {
            let bytes = Array(buffer.readableBytesView)
            if let found = bytes.firstRange(of: end) { return buffer.readString(length: found.upperBound) }
            guard let more = await arrivals.next() else { return nil }
            buffer.writeImmutableBuffer(more)
        }
    }

    /// Leaves it to the channel to send the bytes when the peer takes them.
    func sendLater(_ bytes: ByteBuffer) { channel.writeAndFlush(bytes, promise: nil) }

    func stopReading() async throws { try await channel.setOption(.autoRead, value: false).get() }

    func startReading() async throws { try await channel.setOption(.autoRead, value: true).get() }

    func close() async throws { try await channel.close().get() }
}
