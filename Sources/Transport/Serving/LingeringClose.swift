public import NIOCore

/// Closes a connection so that its last bytes arrive: everything written is flushed, our half is shut, and what the
/// peer still sends is thrown away for a while.
///
/// To close a socket with unread bytes in it resets the connection, and the peer's system may then discard an answer
/// that it has received already (RFC 9112 §9.6).
public final class LingeringClose: ChannelDuplexHandler {
    /// Bytes of the connection.
    public typealias InboundIn = ByteBuffer
    /// Bytes of the connection.
    public typealias InboundOut = ByteBuffer
    /// Bytes of the connection.
    public typealias OutboundIn = ByteBuffer
    /// Bytes of the connection.
    public typealias OutboundOut = ByteBuffer

    /// How long the peer may take to read the answer and close.
    static let patience = Duration.seconds(1)
    /// Bytes that are thrown away before the connection is cut after all.
    static let most = 1 << 20

    private let clock: any ServerClock
    private var isClosing = false
    private var discarded = 0
    private var alarm: (any Alarm)?

    /// For a connection that is not closing yet; `clock` is its loop's.
    public init(_ clock: any ServerClock) { self.clock = clock }

    /// Flushes and shuts our half first, where the whole is to be closed.
    public func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .all, !isClosing, context.channel.isActive else {
            context.close(mode: mode, promise: promise)
            return
        }
        isClosing = true
        alarm = clock.call(at: clock.now + Self.patience) { context.close(promise: nil) }
        if let promise { context.channel.closeFuture.cascade(to: promise) }
        // Writes complete in order, so an empty one tells that all before it have left.
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated().whenComplete { _ in
            context.close(mode: .output, promise: nil)
        }
    }

    /// What comes while the connection closes is for nobody.
    public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard isClosing else {
            context.fireChannelRead(data)
            return
        }
        discarded += unwrapInboundIn(data).readableBytes
        if discarded > Self.most { context.close(promise: nil) }
    }

    /// A peer that has shut its half too needs no more patience.
    public func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if isClosing, case .some(.inputClosed) = event as? ChannelEvent { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    /// The connection is gone.
    public func channelInactive(context: ChannelHandlerContext) {
        alarm?.cancel()
        alarm = nil
        context.fireChannelInactive()
    }
}
