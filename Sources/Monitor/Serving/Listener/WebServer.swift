import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import Transport

/// Serves HTTP: hummingbird reads and writes it, the routes answer.
struct WebServer: Service {
    let address: ListenAddress
    let routes: Routes
    /// What it puts up with.
    let limits: WebLimits
    /// One of its event loops serves; not those of the probes, which no scrape may make late.
    let group: any EventLoopGroup
    let logger: Logger
    /// Told the address that was really bound.
    let onListening: @Sendable (ListenAddress) -> Void

    /// Serves until a graceful shutdown, which lets requests under way be answered.
    func run() async throws {
        do {
            try await application.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw ListenError.addressInUse(address)
        } catch let error as IOError {
            throw ListenError.cannotListen(address, reason: String(cString: strerror(error.errnoCode)))
        } catch let error as SocketAddressError {
            throw ListenError.cannotListen(address, reason: "\(error)")
        }
    }

    private var application: Application<Responder> {
        let (limits, loop) = (limits, group.any())
        return Application(
            responder: Responder(routes: routes),
            server: HTTPServerBuilder { WatchedChannel(limits, on: loop, responder: $0) },
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port),
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections + limits.reserve)
            ),
            onServerRunning: { channel in
                let bound = channel.localAddress
                onListening(
                    ListenAddress(host: bound?.ipAddress ?? address.host, port: bound?.port ?? address.port)
                )
            },
            eventLoopGroupProvider: .shared(loop),
            logger: logger
        )
    }
}
