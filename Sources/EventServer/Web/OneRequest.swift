import NIOCore
import NIOHTTPTypes

/// Lets one request of a connection through. Every answer closes its connection, so whatever stands behind the first
/// request was sent before its client knew that, and must be neither carried out nor answered (RFC 9112 §9.6).
final class OneRequest: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private var isOver = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        if case .end = unwrapInboundIn(data) { isOver = true }
        context.fireChannelRead(data)
    }

    /// What cannot be read behind the request is no reason to take its answer away.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isOver else { return }
        context.fireErrorCaught(error)
    }
}
