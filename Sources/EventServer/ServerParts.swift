import Configuration
import Logging
import NIOCore
import NIOPosix
import Transport

/// What a server is made of, put together.
struct ServerParts: Sendable {
    let configuration: EventServerConfiguration
    let metrics: ServerMetrics
    let faults: FaultRoom
    let health: Health
    let crowd: Crowd
    let pool: RunPool
    let web: WebServer
    let hall: NIOLoopBound<Hall>
    let door: NIOLoopBound<FrontDoor>
    private let group: MultiThreadedEventLoopGroup
    private let threads: NIOThreadPool

    var loop: any EventLoop { hall.eventLoop }

    /// Makes everything but the listener.
    static func made(_ configuration: EventServerConfiguration, logger: Logger) async throws(EventServerError)
        -> ServerParts
    {
        let directory: UserDirectory
        do throws(ConfigurationError) {
            directory = try UserDirectory(configuration.users, file: configuration.usersFile, logger: logger)
        } catch {
            throw .users(error)
        }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        do {
            return try await ServerParts(configuration, directory, group: group, threads: threads, logger: logger)
        } catch {
            try? await threads.shutdownGracefully()
            try? await group.shutdownGracefully()
            throw .system("\(error)")
        }
    }

    private init(
        _ configuration: EventServerConfiguration,
        _ directory: UserDirectory,
        group: MultiThreadedEventLoopGroup,
        threads: NIOThreadPool,
        logger: Logger
    ) async throws {
        let metrics = ServerMetrics(version: configuration.version)
        let faults = FaultRoom(configuration.faults, struck: metrics.faults)
        let crowd = Crowd(limit: configuration.limits.connections)
        let health = Health(
            usersProblem: { directory.problem?.description },
            load: { (crowd.count, crowd.limit) }
        )
        let revocations = Revocations()
        let (mint, reader) = try await TokenMint.started(
            configuration.jwt,
            environment: configuration.environment,
            revocations: revocations
        )
        let tickets = Tickets()
        let loopback = LoopbackOnly(isListeningOnLoopback: configuration.listen.isLoopback)
        var routes = Routes()
        LoginEndpoints(
            desk: LoginDesk(directory, limit: configuration.limits.loginAttempts, threads: threads),
            mint: mint,
            reader: reader,
            revocations: revocations,
            metrics: metrics,
            logger: logger
        ).add(to: &routes)
        TestLoginEndpoints(
            mint: mint,
            environment: configuration.environment,
            isDemo: configuration.isDemo,
            loopback: loopback,
            key: configuration.testLoginKey
        ).add(to: &routes)
        TicketEndpoint(reader: reader, tickets: tickets, address: "\(configuration.listen)").add(to: &routes)
        FaultEndpoint(faults: faults, isOn: configuration.hasFaultsAPI, loopback: loopback).add(to: &routes)
        HealthEndpoints(health: health).add(to: &routes)
        MetricsEndpoint(registry: metrics.registry).add(to: &routes)
        let web = WebServer(routes, logger: logger)
        let scan = CredentialScan(carriers: configuration.carriers, reader: reader, tickets: tickets)
        let pool = RunPool()
        let loop = group.next()
        let bound = try await loop.submit {
            let settings = Hall.Settings(
                limits: configuration.limits,
                replay: configuration.replay,
                agent: configuration.agent
            )
            let hall = Hall(settings, pool: pool, faults: faults, metrics: metrics, on: loop)
            let door = FrontDoor(
                hall: hall,
                scan: scan,
                web: web,
                origins: configuration.origins,
                echoes: configuration.hasEcho,
                crowd: crowd
            )
            return (NIOLoopBound(hall, eventLoop: loop), NIOLoopBound(door, eventLoop: loop))
        }.get()
        self.configuration = configuration
        self.metrics = metrics
        self.faults = faults
        self.health = health
        self.crowd = crowd
        self.pool = pool
        self.web = web
        (hall, door) = bound
        self.group = group
        self.threads = threads
    }

    /// Lets nobody in any more and waits for the runs; false when `limit` was over first.
    func drained(within limit: Duration) async -> Bool {
        let hall = hall
        let promise = loop.makePromise(of: Bool.self)
        loop.execute {
            let timer = hall.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(limit)) { promise.succeed(false) }
            hall.value.drain().assumeIsolated().whenSuccess {
                timer.cancel()
                promise.succeed(true)
            }
        }
        // The promise never fails.
        return (try? await promise.futureResult.get()) ?? false
    }

    /// Closes every socket with 1001 and waits until they are gone, which each is after a second at the latest.
    func closeSockets() async {
        let hall = hall
        // As above: nothing here fails.
        try? await loop.flatSubmit { hall.value.closeAll() }.get()
    }

    /// Ends the threads; the last call.
    func shutDown() async {
        let hall = hall
        // Threads that do not end cannot be helped, and there is nothing else left to do.
        try? await loop.submit { hall.value.stop() }.get()
        try? await threads.shutdownGracefully()
        try? await group.shutdownGracefully()
    }
}
