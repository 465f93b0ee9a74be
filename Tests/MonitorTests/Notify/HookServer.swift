import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// A receiver of webhooks on a port of its own: it does with each request what the test says, in order.
final class HookServer: Sendable {
    /// What becomes of a request.
    enum Reply: Sendable {
        /// An answer, with header lines that end in `\r\n`.
        case status(Int, headers: String = "", body: String = "")
        /// The connection is reset.
        case reset
        /// Nothing, for ever.
        case hang
    }

    /// A request as it came.
    struct Hook: Sendable {
        let head: String
        let body: String

        /// The value of a header, by its name in lower case.
        func header(_ name: String) -> String? {
            head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("\(name):") }
                .map { String($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " }) }
        }
    }

    private struct State {
        var replies: [Reply]
        var hooks: [Hook] = []
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state: Mutex<State>
    private let channel = Mutex<(any Channel)?>(nil)

    private init(_ replies: [Reply]) { state = Mutex(State(replies: replies)) }

    /// A server that replies so to the first requests, and to all others with 204.
    static func start(_ replies: Reply...) async throws -> HookServer {
        let server = HookServer(replies)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(HookHandler(server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        server.channel.withLock { $0 = channel }
        return server
    }

    var url: String { "http://127.0.0.1:\(channel.withLock { $0?.localAddress?.port } ?? 0)/hook" }

    /// What came, in order.
    var hooks: [Hook] { state.withLock { $0.hooks } }

    /// Returns once that many requests came.
    func requests(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.hooks.count >= count { return true }
                state.watchers.append((count, continuation))
                return false
            }
            if isDone { continuation.resume() }
        }
    }

    func stop() async {
        // Closed already is closed.
        try? await channel.withLock { $0 }?.close().get()
    }

    fileprivate func take(_ hook: Hook) -> Reply {
        let (reply, watchers) = state.withLock { state in
            state.hooks.append(hook)
            let due = state.watchers.filter { $0.count <= state.hooks.count }
            state.watchers.removeAll { $0.count <= state.hooks.count }
            return (state.replies.isEmpty ? .status(204) : state.replies.removeFirst(), due)
        }
        for watcher in watchers { watcher.continuation.resume() }
        return reply
    }
}

private final class HookHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let server: HookServer
    private var text = ""

    init(_ server: HookServer) { self.server = server }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        text += String(buffer: unwrapInboundIn(data))
        guard let end = text.firstRange(of: "\r\n\r\n") else { return }
        let body = String(text[end.upperBound...])
        let hook = HookServer.Hook(head: String(text[..<end.lowerBound]), body: body)
        guard body.utf8.count >= hook.header("content-length").flatMap({ Int($0) }) ?? 0 else { return }
        text = ""
        switch server.take(hook) {
        case .hang: break
        case .status(let status, let headers, let body):
            let answer = "HTTP/1.1 \(status) x\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
        case .reset:
            let channel = context.channel
            let lingering = (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
            (lingering ?? context.eventLoop.makeSucceededVoidFuture()).whenComplete { _ in channel.close(promise: nil) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
