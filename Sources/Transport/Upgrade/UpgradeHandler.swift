import NIOCore
import NIOSSL
import NIOTLS

/// Asks for the upgrade once the connection is ready for it and tells how it ended. Then it leaves the pipeline.
final class UpgradeHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    enum Event {
        /// The TLS handshake is done; the request goes out now.
        case secured(TLSVersion?)
        /// The last event, unless the connection breaks.
        case answered(UpgradeAnswer.Outcome)
        /// The last event: the connection broke, before or after the TLS handshake.
        case broke(any Error)
    }

    private let request: ByteBuffer
    private var answer: UpgradeAnswer
    private var isWaitingForTLS: Bool
    private var isSent = false
    private var patience: Scheduled<Void>?
    /// The head of the answer, as soon as it is here.
    var head: ResponseHead? { answer.answered }
    /// Told everything; nil when there is nothing more to tell.
    private var tell: ((Event) -> Void)?

    init(_ request: UpgradeRequest, isSecure: Bool, tell: @escaping (Event) -> Void) {
        let key = AcceptKey.random()
        self.request = ByteBuffer(string: request.text(key: key))
        self.tell = tell
        answer = UpgradeAnswer(to: request, key: key, headLimit: UpgradeLimits.head)
        isWaitingForTLS = isSecure
    }

    /// What was answered when time is up; nil while the head of an answer is not here.
    func answerSoFar() -> UpgradeAnswer.Outcome? { answer.isRefused ? answer.end("time is up") : nil }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { send(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        patience?.cancel()
        tell = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        send(context)
        context.fireChannelActive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted? = event as? TLSUserEvent, isWaitingForTLS {
            isWaitingForTLS = false
            let handler = try? context.pipeline.syncOperations.handler(type: NIOSSLHandler.self)
            tell?(.secured(handler?.tlsVersion))
            send(context)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard tell != nil else { return }
        let outcome = answer.feed(unwrapInboundIn(data))
        switch outcome {
        case .incomplete:
            if answer.isRefused, patience == nil { awaitBody(context) }
        case .switched:
            let tell = self.tell
            // Whatever comes from now on is for the session, which is added behind.
            context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
            tell?(.answered(outcome))
        case .refused, .invalid, .subprotocol:
            end(.answered(outcome))
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(isWaitingForTLS ? .broke(ChannelError.eof) : .answered(answer.end("the server closed the connection")))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // What a server sent before it forgot to say goodbye is an answer like any other.
        if !isWaitingForTLS, NIOSSLWords.isUncleanEnd(error) {
            end(.answered(answer.end("the server closed the connection")))
        } else if answer.isRefused {
            end(.answered(answer.end("the connection broke")))
        } else {
            end(.broke(error))
        }
    }

    private func send(_ context: ChannelHandlerContext) {
        guard !isWaitingForTLS, !isSent else { return }
        isSent = true
        context.writeAndFlush(wrapOutboundOut(request), promise: nil)
    }

    /// The status says it all; its body is only evidence and not worth a run's time.
    private func awaitBody(_ context: ChannelHandlerContext) {
        let limit = TimeAmount(UpgradeLimits.refusalBody)
        patience = context.eventLoop.assumeIsolated().scheduleTask(in: limit) { [weak self] in
            guard let self else { return }
            end(.answered(answer.end("time is up")))
        }
    }

    private func end(_ event: Event) {
        let tell = self.tell
        self.tell = nil
        patience?.cancel()
        tell?(event)
    }
}
