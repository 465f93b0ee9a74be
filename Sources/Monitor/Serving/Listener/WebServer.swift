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
    /// Connections at once: scrapers, people, a dashboard or two.
    private static let mostConnections = 512
    /// How long a connection may be quiet. Longer than the usual interval of scrapes, which come over the same one.
    private static let idle = TimeAmount.seconds(75)

    let address: ListenAddress
    let routes: Routes
    /// Hummingbird's event loops; not those of the probes, which no scrape may make late.
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
        Application(
            responder: Responder(routes: routes),
            server: .http1(
                configuration: HTTP1Channel.Configuration(
                    idleTimeout: Self.idle,
                    httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                        maxHeaderFieldSize: 16 << 10,
                        maxHeaderListSize: 16 << 10,
                        maxHeaderFieldCount: 100
                    )
                )
            ),
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port),
                availableConnectionsDelegate: MaximumAvailableConnections(Self.mostConnections)
            ),
            onServerRunning: { channel in
                let bound = channel.localAddress
                onListening(
                    ListenAddress(host: bound?.ipAddress ?? address.host, port: bound?.port ?? address.port)
                )
            },
            eventLoopGroupProvider: .shared(group),
            logger: logger
        )
    }
}

/// Hands hummingbird's requests to the routes.
private struct Responder: HTTPResponder {
    typealias Context = BasicRequestContext

    let routes: Routes

    func respond(to request: Request, context: Context) async throws -> Response {
        let answer = await routes.answer(
            WebRequest(
                method: request.method,
                path: request.uri.path,
                headers: request.headers,
                authority: request.head.authority
            )
        )
        var headers = answer.headers
        headers[.contentLength] = String(answer.body.count)
        let body = request.method == .head ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        return Response(status: answer.status, headers: headers, body: body)
    }
}
