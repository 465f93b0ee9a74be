import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Transport

/// The HTTP side: hummingbird reads and writes it. A connection carries one request, because the next could be an
/// upgrade, and those never come here.
struct WebServer: Sendable {
    private typealias Exchange = HTTP1Channel.Value

    /// How long a whole exchange may take, a slow body and a queue before the login desk included.
    private static let patience = Duration.seconds(30)

    private let http: HTTP1Channel
    private let clock: any ServerClock
    /// Hummingbird's errors hold the request that they are about, and with it its credentials.
    private let logger = Logger(label: "quintet.serve.http") { _ in SwiftLogNoOpLogHandler() }
    private let exchanges: AsyncStream<Exchange>
    private let feed: AsyncStream<Exchange>.Continuation

    init(_ routes: Routes, clock: any ServerClock) {
        self.clock = clock
        // Bounded by the limit of connections.
        (exchanges, feed) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
        http = HTTP1Channel(
            responder: { request, writer, channel in
                let answer = await Self.answer(request, routes, channel)
                // Hummingbird closes behind an answer only when the client asks for it, or when it is told to quiesce.
                channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
                try await writer.write(response: answer.head, body: answer.body)
            },
            configuration: HTTP1Channel.Configuration(additionalChannelHandlers: [OneRequest()])
        )
    }

    /// Puts the HTTP handlers on `channel`, on its event loop, and has its exchange carried out.
    func take(_ channel: any Channel) {
        let alarm = clock.call(at: clock.now + Self.patience) { channel.close(promise: nil) }
        channel.closeFuture.assumeIsolated().whenComplete { _ in alarm.cancel() }
        http.setup(channel: channel, logger: logger).whenComplete { result in
            switch result {
            case .success(let exchange): feed.yield(exchange)
            case .failure: channel.close(promise: nil)
            }
        }
    }

    /// No more exchanges; ``serve()`` returns when those under way are done.
    func finish() { feed.finish() }

    func serve() async {
        await withDiscardingTaskGroup { group in
            for await exchange in exchanges {
                group.addTask { await http.handle(value: exchange, logger: logger) }
            }
        }
    }

    private static func answer(_ request: Request, _ routes: Routes, _ channel: any Channel) async -> Response {
        var answer: WebAnswer
        do {
            let body = try await request.body.collect(upTo: WebBody.limit)
            answer = await routes.answer(
                WebRequest(
                    method: request.method,
                    path: request.uri.path,
                    headers: request.headers,
                    body: body,
                    authority: request.head.authority,
                    peer: channel.remoteAddress
                )
            )
        } catch {
            answer = .problem(413, "too_large", "a body has at most \(WebBody.limit) bytes here")
        }
        answer.headers[.connection] = "close"
        answer.headers[.contentLength] = String(answer.body.readableBytes)
        return Response(
            status: HTTPResponse.Status(code: answer.status),
            headers: answer.headers,
            body: request.method == .head ? ResponseBody() : ResponseBody(byteBuffer: answer.body)
        )
    }
}
