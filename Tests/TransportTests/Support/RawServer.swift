import Glibc
import NIOCore
import NIOPosix
import NIOSSL

/// A server on a port of its own that does to each connection what the test says, byte for byte.
final class RawServer: Sendable {
    /// What a connection hears of; every call is on the server's event loop.
    enum Event {
        case opened
        case read(ByteBuffer)
        case closed
    }

    typealias Script = @Sendable (RawConnection, Event) -> Void

    let channel: any Channel

    /// `127.0.0.1:PORT`
    var authority: String { "127.0.0.1:\(port)" }
    let port: Int

    private init(_ channel: any Channel) {
        self.channel = channel
        port = channel.localAddress?.port ?? 0
    }

    static func start(
        on address: String = "127.0.0.1",
        port: Int = 0,
        tls: NIOSSLContext? = nil,
        _ script: @escaping Script
    ) async throws -> RawServer {
        RawServer(try await bootstrap(tls, script).bind(host: address, port: port).get())
    }

    static func start(unix path: String, _ script: @escaping Script) async throws -> RawServer {
        RawServer(try await bootstrap(nil, script).bind(unixDomainSocketPath: path).get())
    }

    /// Runs `body` with a server that is gone afterwards.
    static func with<Value: Sendable>(
        tls: NIOSSLContext? = nil,
        _ script: @escaping Script,
        _ body: (RawServer) async throws -> Value
    ) async throws -> Value {
        let server = try await start(tls: tls, script)
        do {
            let value = try await body(server)
            await server.stop()
            return value
        } catch {
            await server.stop()
            throw error
        }
    }

    func stop() async {
        // Closed already is closed.
        try? await channel.close().get()
    }

    private static func bootstrap(_ tls: NIOSSLContext?, _ script: @escaping Script) -> ServerBootstrap {
        ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    try channel.pipeline.syncOperations.addHandler(RawHandler(script))
                }
            }
    }
}

/// The server's end of one connection.
struct RawConnection: Sendable {
    let channel: any Channel

    func write(_ text: String) { write(ByteBuffer(string: text)) }

    func write(_ bytes: ByteBuffer) { channel.writeAndFlush(bytes, promise: nil) }

    func close() { channel.close(promise: nil) }

    /// Closes with a reset instead of an end.
    func reset() {
        let channel = self.channel
        let lingering = (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        (lingering ?? channel.eventLoop.makeSucceededVoidFuture()).whenComplete { _ in channel.close(promise: nil) }
    }

    /// Hears nothing from now on, not even a farewell of TLS.
    func turnDeaf() {
        // A pipeline that takes no handler is one that closes.
        try? channel.pipeline.syncOperations.addHandler(DeafHandler(), position: .first)
    }

    func later(_ milliseconds: Int64, _ body: @escaping @Sendable () -> Void) {
        channel.eventLoop.scheduleTask(in: .milliseconds(milliseconds), body)
    }
}

private final class RawHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let script: RawServer.Script

    init(_ script: @escaping RawServer.Script) { self.script = script }

    func channelActive(context: ChannelHandlerContext) {
        script(RawConnection(channel: context.channel), .opened)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        script(RawConnection(channel: context.channel), .read(unwrapInboundIn(data)))
    }

    func channelInactive(context: ChannelHandlerContext) {
        script(RawConnection(channel: context.channel), .closed)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

private final class DeafHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}
