import Configuration
import Logging
import NIOCore
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
    private let engine: ServerEngine
    private let floor: NIOLoopBound<ServerFloor>
    private let revocations: Revocations

    var loop: any EventLoop { engine.loop }

    /// Makes everything but the listener.
    static func made(
        _ configuration: EventServerConfiguration,
        logger: Logger,
        clock: (any EventLoop) -> any ServerClock
    ) async throws(EventServerError) -> ServerParts {
        let engine = ServerEngine(clock: clock)
        do {
            let directory = try UserDirectory(
                configuration.users,
                file: configuration.usersFile,
                clock: engine.clock,
                logger: logger
            )
            return try await ServerParts(configuration, directory, engine, logger)
        } catch let error as ConfigurationError {
            await engine.shutDown()
            throw .users(error)
        } catch {
            await engine.shutDown()
            throw .system("\(error)")
        }
    }

    private init(
        _ configuration: EventServerConfiguration,
        _ directory: UserDirectory,
        _ engine: ServerEngine,
        _ logger: Logger
    ) async throws {
        self.configuration = configuration
        self.engine = engine
        let metrics = ServerMetrics(version: configuration.version)
        let faults = FaultRoom(configuration.faults, struck: metrics.faults, logger: logger)
        let crowd = Crowd(limit: configuration.limits.connections)
        let health = Health(usersProblem: { directory.problem?.description }, load: { (crowd.count, crowd.limit) })
        let revocations = Revocations()
        let tickets = Tickets(revocations)
        let (mint, reader) = try await TokenMint.started(
            configuration.jwt,
            environment: configuration.environment,
            revocations: revocations
        )
        let parts = WebParts(
            desk: LoginDesk(
                directory,
                limit: configuration.limits.loginAttempts,
                threads: engine.threads,
                clock: engine.clock
            ),
            mint: mint,
            reader: reader,
            revocations: revocations,
            tickets: tickets,
            faults: faults,
            metrics: metrics,
            health: health,
            logger: logger
        )
        let (pool, clock) = (RunPool(), engine.clock)
        let web = WebServer(parts.routes(Self.webSettings(configuration)), clock: clock)
        let scan = CredentialScan(carriers: configuration.carriers, reader: reader, tickets: tickets)
        floor = try await engine.loop.submit {
            let floor = ServerFloor(
                configuration,
                pool: pool,
                faults: faults,
                metrics: metrics,
                scan: scan,
                web: web,
                crowd: crowd,
                logger: logger,
                clock: clock
            )
            return NIOLoopBound(floor, eventLoop: clock.loop)
        }.get()
        (self.metrics, self.faults, self.health, self.crowd) = (metrics, faults, health, crowd)
        (self.pool, self.web, self.revocations) = (pool, web, revocations)
        let floor = floor
        revocations.watch { keys in clock.loop.execute { floor.value.registry.end(keys) } }
    }

    private static func webSettings(_ configuration: EventServerConfiguration) -> WebParts.Settings {
        WebParts.Settings(
            environment: configuration.environment,
            isDemo: configuration.isDemo,
            testLoginKey: configuration.testLoginKey,
            hasFaultsAPI: configuration.hasFaultsAPI,
            address: configuration.listen.description,
            isLoopback: configuration.listen.isLoopback
        )
    }

    /// Listens.
    func listener() async throws(ListenError) -> Listener {
        let floor = floor
        return try await Listener.bound(
            to: configuration.listen,
            head: configuration.limits.head,
            crowd: crowd,
            clock: engine.clock,
            door: { floor.value.door }
        )
    }

    /// Lets nobody in any more and waits for the runs; false when the time for that was over first.
    func drained() async -> Bool {
        let (floor, limit) = (floor, configuration.drain)
        // Nothing here fails.
        return (try? await loop.flatSubmit { floor.value.drained(within: limit) }.get()) ?? false
    }

    /// Nobody waits for the runs any more, now or later.
    func endDrain() {
        let floor = floor
        loop.execute { floor.value.drain.end() }
    }

    /// Closes every socket with 1001 and waits until they are gone, which each is after a second at the latest.
    func closeSockets() async {
        let floor = floor
        // Nothing here fails.
        try? await loop.flatSubmit { floor.value.registry.closeAll() }.get()
    }

    /// Ends the threads; the last call.
    func shutDown() async {
        revocations.watch(nil)
        let floor = floor
        // Nothing here fails.
        try? await loop.submit { floor.value.clear() }.get()
        await engine.shutDown()
    }
}
