public import NIOCore

/// The first handler of a connection to a server: reads one head, within bounds of size and time, and makes of the
/// connection what the ``Doorkeeper`` says.
///
/// An upgrade happens in place: the session takes the gate's seat, and no HTTP server ever sees the connection.
///
/// ```swift
/// ServerBootstrap(group: group).childChannelInitializer { channel in
///     channel.eventLoop.makeCompletedFuture {
///         try ConnectionGate.install(on: channel, limits: limits, clock: LoopClock(channel.eventLoop), for: doorkeeper)
///     }
/// }
/// ```
public final class ConnectionGate {
    private let doorkeeper: any Doorkeeper
    private let limits: HeadLimits
    private let clock: any ServerClock
    private let arrival: ArrivalStamp
    private var reader: HeadReader
    private var alarm: (any Alarm)?
    private var isDecided = false

    private init(limits: HeadLimits, clock: any ServerClock, doorkeeper: any Doorkeeper, arrival: ArrivalStamp) {
        self.doorkeeper = doorkeeper
        self.limits = limits
        self.clock = clock
        self.arrival = arrival
        self.reader = HeadReader(limit: limits.size)
    }

    /// Puts a gate on a fresh connection; to be called on its event loop, which is that of `clock`.
    public static func install(
        on channel: any Channel,
        limits: HeadLimits,
        clock: any ServerClock,
        for doorkeeper: any Doorkeeper
    ) throws {
        try channel.syncOptions?.setOption(.maxMessagesPerRead, value: ReadTurn.reads)
        try channel.syncOptions?.setOption(.recvAllocator, value: ReadTurn.allocator)
        let arrival = ArrivalStamp()
        let gate = ConnectionGate(limits: limits, clock: clock, doorkeeper: doorkeeper, arrival: arrival)
        try channel.pipeline.syncOperations.addHandlers([arrival, gate])
    }

    private func decide(_ lines: [Substring], context: ChannelHandlerContext) {
        let head: RequestHead
        do throws(HeadError) {
            head = try RequestHead(lines: lines)
        } catch {
            refuse(doorkeeper.answer(to: .unreadable(error)), context: context)
            return
        }
        settle()
        switch doorkeeper.admit(head, ServerUpgrade.read(head), on: context.channel) {
        case .refusal(let reply):
            refuse(reply, context: context)
        case .session(let upgrade, let subprotocol, let limits, let observe):
            open(upgrade.answer(subprotocol: subprotocol), limits, observe, context: context)
        case .handOver:
            handOver(context: context)
        }
    }

    private func open(
        _ answer: ByteBuffer,
        _ limits: SessionLimits,
        _ observe: (WebSocketSession) -> any SessionObserver,
        context: ChannelHandlerContext
    ) {
        let channel = context.channel
        let session = WebSocketSession(channel: channel, role: .server, limits: limits, arrival: arrival)
        let rest = reader.rest
        // Not flushed yet: a welcome leaves in the same write.
        context.write(NIOAny(answer), promise: nil)
        replace(context: context) { try $0.addHandler(session, position: .after(arrival)) }
        guard channel.isActive else { return }
        session.start(observe(session), with: rest)
        channel.flush()
    }

    private func handOver(context: ChannelHandlerContext) {
        let channel = context.channel
        let bytes = reader.everything
        replace(context: context) { pipeline in
            try pipeline.addHandler(LingeringClose(clock), position: .after(arrival))
            // A client may end its half behind the request, and still wants the answer.
            try channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
            try doorkeeper.takeOver(channel)
        }
        channel.pipeline.fireChannelRead(bytes)
        channel.pipeline.fireChannelReadComplete()
    }

    private func refuse(_ reply: HTTPReply, context: ChannelHandlerContext) {
        settle()
        reader = HeadReader(limit: 0)
        let channel = context.channel
        replace(context: context) { try $0.addHandler(LingeringClose(clock), position: .after(arrival)) }
        channel.writeAndFlush(reply.encoded, promise: nil)
        channel.close(promise: nil)
    }

    /// Gives the gate's seat to somebody else; a pipeline that does not take the new handlers is one that closes.
    private func replace(
        context: ChannelHandlerContext,
        with build: (ChannelPipeline.SynchronousOperations) throws -> Void
    ) {
        let channel = context.channel
        do {
            try build(channel.pipeline.syncOperations)
            channel.pipeline.syncOperations.removeHandler(context: context, promise: nil)
        } catch {
            channel.close(promise: nil)
        }
    }

    private func begin(context: ChannelHandlerContext) {
        guard alarm == nil, !isDecided else { return }
        let time = limits.time
        alarm = clock.call(at: clock.now + time) { [weak self] in
            guard let self, !isDecided else { return }
            refuse(doorkeeper.answer(to: .timedOut(after: time)), context: context)
        }
    }

    private func settle() {
        isDecided = true
        alarm?.cancel()
        alarm = nil
    }
}

extension ConnectionGate: ChannelInboundHandler, RemovableChannelHandler {
    /// Bytes of the connection.
    public typealias InboundIn = ByteBuffer

    /// The time for the head begins, where the connection is there already.
    public func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context: context) }
    }

    /// The time for the head begins. Not before: what is not connected yet cannot be told that it is late.
    public func channelActive(context: ChannelHandlerContext) {
        begin(context: context)
        context.fireChannelActive()
    }

    /// More of the head; what comes behind a decision belongs to whoever took the seat.
    public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDecided else { return }
        do throws(HeadError) {
            guard let lines = try reader.feed(unwrapInboundIn(data)) else { return }
            decide(lines, context: context)
        } catch {
            refuse(doorkeeper.answer(to: .unreadable(error)), context: context)
        }
    }

    /// The client has gone before it asked for anything.
    public func channelInactive(context: ChannelHandlerContext) {
        settle()
        context.fireChannelInactive()
    }

    /// A broken connection is closed by the channel itself; there is nobody to tell.
    public func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
