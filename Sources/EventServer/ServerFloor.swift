import Logging
import NIOCore
import Transport

/// What of a server lives on its event loop, and how it is left in order.
struct ServerFloor {
    let workshop: Workshop
    let registry: ConnectionRegistry
    let door: FrontDoor
    let drain = Drain()

    init(
        _ configuration: EventServerConfiguration,
        pool: RunPool,
        faults: FaultRoom,
        metrics: ServerMetrics,
        scan: CredentialScan,
        web: WebServer,
        crowd: Crowd,
        logger: Logger,
        clock: any ServerClock
    ) {
        let settings = Workshop.Settings(
            limits: configuration.limits,
            heartbeat: configuration.heartbeat,
            replay: configuration.replay,
            agent: configuration.agent
        )
        workshop = Workshop(settings, pool: pool, faults: faults, metrics: metrics, logger: logger, clock: clock)
        registry = ConnectionRegistry(in: workshop)
        door = FrontDoor(
            workshop: workshop,
            registry: registry,
            scan: scan,
            web: web,
            origins: configuration.origins,
            echoes: configuration.hasEcho,
            crowd: crowd
        )
    }

    /// Lets nobody in any more and waits for the runs; false when `limit` was over first.
    func drained(within limit: Duration) -> EventLoopFuture<Bool> {
        let promise = workshop.loop.makePromise(of: Bool.self)
        let alarm = workshop.clock.call(at: workshop.clock.now + limit) { promise.succeed(false) }
        drain.begin { promise.succeed(false) }
        workshop.drain().assumeIsolated().whenSuccess { promise.succeed(true) }
        promise.futureResult.assumeIsolated().whenComplete { _ in alarm.cancel() }
        return promise.futureResult
    }

    /// Forgets everything.
    func clear() {
        workshop.stop()
        registry.clear()
    }
}
