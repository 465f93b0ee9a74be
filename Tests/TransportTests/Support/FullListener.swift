import Glibc
import NIOCore
import NIOPosix

/// A port whose queue is full: the kernel drops what would be the beginning of one more connection, so connecting to it
/// hangs as it does behind a firewall that drops packets.
final class FullListener: Sendable {
    let port: Int
    private let channel: any Channel
    private let fillers: [CInt]

    static func start() async throws -> FullListener {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 0)
            .serverChannelOption(.autoRead, value: false)
            .bind(host: "127.0.0.1", port: 0).get()
        return FullListener(channel)
    }

    private init(_ channel: any Channel) {
        self.channel = channel
        port = channel.localAddress?.port ?? 0
        // One connection fits into a queue of length 0; the others only make sure of it.
        fillers = (0..<4).map { _ in
            let filler = socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
            channel.localAddress?.withSockAddr { address, length in _ = connect(filler, address, socklen_t(length)) }
            return filler
        }
    }

    deinit {
        channel.close(promise: nil)
        for filler in fillers { close(filler) }
    }
}
