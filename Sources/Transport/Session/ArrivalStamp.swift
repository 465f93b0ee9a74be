import NIOCore

/// The first handler of a channel: notes when bytes reached this process, before anything looks at them.
///
/// With TLS the session is not the first to see them, and decryption must not count as the peer's time.
final class ArrivalStamp: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// When the latest bytes came.
    private(set) var last = Instant.now

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        last = .now
        context.fireChannelRead(data)
    }
}
