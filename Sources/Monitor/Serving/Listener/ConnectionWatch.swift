import HTTPTypes
import NIOCore
import Transport

/// The first handler of a connection to the HTTP port: gives each stage of an exchange its time, and ends a connection
/// that takes longer or has to give way to others.
///
/// A request that has begun is refused with 408; a connection on which nothing was asked is closed without a word, since
/// browsers open some in advance and take an answer to them for one to their next request.
final class ConnectionWatch {
    private let limits: WebLimits
    private let crowd: Crowd
    private var exchange = Exchange()
    private var stage = Exchange.Stage.fresh
    private var name: Int?
    private var timer: Scheduled<Void>?
    private var context: ChannelHandlerContext?

    /// A watch for a fresh connection of `crowd`.
    init(_ limits: WebLimits, in crowd: Crowd) {
        self.limits = limits
        self.crowd = crowd
    }

    /// Notes what the other handlers saw of the exchange.
    func note(_ change: (inout Exchange) -> Void) {
        change(&exchange)
    }

    /// Looks where the exchange stands after all that was noted.
    func look() {
        let before = stage
        stage = exchange.stage
        guard stage != before, let name else { return }
        crowd.moved(name, to: stage)
        // The first head's time runs from the beginning of the connection, however its bytes drip in.
        if before == .fresh, stage == .head { return }
        keepTime()
    }

    private func keepTime() {
        timer?.cancel()
        timer = nil
        guard let context, let patience = limits.patience(at: stage) else { return }
        let loop = context.eventLoop.assumeIsolated()
        timer = loop.scheduleTask(in: TimeAmount(patience)) { [weak self] in self?.timeIsOver(after: patience) }
    }

    private func timeIsOver(after patience: Duration) {
        guard let context else { return }
        guard exchange.canRefuse else {
            context.close(promise: nil)
            return
        }
        let seconds = patience.components.seconds
        let answer = WebAnswer.problem(.requestTimeout, "the whole request did not come within \(seconds) s")
        let reply = HTTPReply(
            status: answer.status.code,
            headers: answer.headers,
            body: String(decoding: answer.body, as: UTF8.self)
        )
        context.writeAndFlush(NIOAny(reply.encoded), promise: nil)
        // Through the whole pipeline, in which the lingering close has its seat.
        context.channel.close(promise: nil)
    }
}

extension ConnectionWatch: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        // At once, and without an answer: the place is wanted.
        name = crowd.enter { [weak self] in self?.context?.close(promise: nil) }
        keepTime()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        self.context = nil
        if let name { crowd.left(name) }
        name = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        exchange.received()
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        look()
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        exchange.writes(context.channel.isWritable)
        look()
        context.fireChannelWritabilityChanged()
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode == .output {
            exchange.shut()
            look()
        }
        context.close(mode: mode, promise: promise)
    }
}
