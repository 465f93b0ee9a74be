import NIOCore
import NIOPosix
import Synchronization

/// A server on a real socket that answers as a test says: by the first line of the request and its head.
final class TestMonitor: Sendable {
    /// What goes over the wire, and whether the connection then ends.
    struct Answer: Sendable {
        var bytes: String
        var closes = true

        static func json(_ body: String, status: String = "200 OK") -> Answer {
            let head = "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
            return Answer(bytes: head + "Connection: close\r\n\r\n" + body)
        }

        /// A stream, which ends with the connection.
        static func stream(_ body: String, closes: Bool) -> Answer {
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
            return Answer(bytes: head + body, closes: closes)
        }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let answer: @Sendable (String) -> Answer
        private var head = ""

        init(answer: @escaping @Sendable (String) -> Answer) { self.answer = answer }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            head += String(buffer: unwrapInboundIn(data))
            guard head.contains("\r\n\r\n") else { return }
            let answer = answer(head)
            let channel = context.channel
            let sent = channel.writeAndFlush(ByteBuffer(string: answer.bytes))
            if answer.closes { sent.whenComplete { _ in channel.close(promise: nil) } }
        }
    }

    private let channel: any Channel

    private init(_ channel: any Channel) { self.channel = channel }

    var url: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }

    /// `body` with a server that answers by `answer`, which is given the request's head.
    static func with<Value: Sendable>(
        _ answer: @escaping @Sendable (String) -> Answer,
        _ body: (TestMonitor) async throws -> Value
    ) async throws -> Value {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(answer: answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        let server = TestMonitor(channel)
        do {
            let value = try await body(server)
            try await channel.close()
            return value
        } catch {
            try await channel.close()
            throw error
        }
    }
}
