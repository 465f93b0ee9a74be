import NIOCore
import NIOHTTPTypes

/// Tells a connection's watch what its bytes mean.
final class ExchangeHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let watch: ConnectionWatch

    init(_ watch: ConnectionWatch) {
        self.watch = watch
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: watch.note { $0.readHead() }
        case .body: break
        case .end: watch.note { $0.readEnd() }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head: watch.note { $0.beganAnswer() }
        case .body: break
        case .end:
            watch.note { $0.answered() }
            watch.look()
        }
        context.write(data, promise: promise)
    }
}
