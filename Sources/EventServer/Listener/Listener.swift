import Glibc
import NIOCore
import NIOPosix
import Transport

/// The socket that the server listens on.
struct Listener: Sendable {
    let channel: any Channel
    /// What was really bound.
    let address: ListenAddress

    /// Listens at `address` and puts a gate on every connection.
    static func bound(
        to address: ListenAddress,
        head: HeadLimits,
        crowd: Crowd,
        clock: any ServerClock,
        door: @escaping @Sendable () -> FrontDoor
    ) async throws(ListenError) -> Listener {
        let bootstrap = ServerBootstrap(group: clock.loop)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                guard crowd.enter() else { return channel.eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel) }
                channel.closeFuture.whenComplete { _ in crowd.leave() }
                return channel.eventLoop.makeCompletedFuture {
                    try ConnectionGate.install(on: channel, limits: head, clock: clock, for: door())
                }
            }
        do {
            let channel = try await bootstrap.bind(host: address.host, port: address.port).get()
            let bound = channel.localAddress
            return Listener(
                channel: channel,
                address: ListenAddress(host: bound?.ipAddress ?? address.host, port: bound?.port ?? address.port)
            )
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw .addressInUse(address)
        } catch let error as IOError {
            throw .refused(address, reason: String(cString: strerror(error.errnoCode)))
        } catch {
            throw .refused(address, reason: "\(error)")
        }
    }
}
