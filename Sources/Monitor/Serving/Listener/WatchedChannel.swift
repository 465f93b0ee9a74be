import HummingbirdCore
import Logging
import NIOCore
import Transport

/// hummingbird's HTTP on a connection that is watched: it knows what the bytes say, the watch how long they may take.
///
/// All connections have to be on one event loop, on which their crowd lives.
struct WatchedChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    private let http: HTTP1Channel
    private let limits: WebLimits
    private let crowd: NIOLoopBoundBox<Crowd>

    init(_ limits: WebLimits, on loop: any EventLoop, responder: @escaping HTTP1Channel.Responder) {
        self.limits = limits
        crowd = .makeBoxSendingValue(Crowd(limit: limits.connections), eventLoop: loop)
        http = HTTP1Channel(
            responder: responder,
            configuration: HTTP1Channel.Configuration(
                httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                    maxHeaderFieldSize: limits.head.size,
                    maxHeaderListSize: limits.head.size,
                    maxHeaderFieldCount: 100
                )
            )
        )
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let watch = ConnectionWatch(limits, in: crowd.value)
        do {
            try channel.pipeline.syncOperations.addHandlers([watch, LingeringClose(LoopClock(channel.eventLoop))])
        } catch {
            return channel.eventLoop.makeFailedFuture(error)
        }
        return http.setup(channel: channel, logger: logger).assumeIsolated().flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let keeper = try pipeline.handler(type: HTTPConnectionStateHandler.self)
            try pipeline.addHandler(ExchangeHandler(watch), position: .before(keeper))
            return value
        }.nonisolated()
    }

    func handle(value: Value, logger: Logger) async {
        await http.handle(value: value, logger: logger)
    }
}
