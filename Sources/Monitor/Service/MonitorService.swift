public import Logging
public import Metrics
public import NIOCore
import Results
public import ServiceLifecycle
public import Transport

/// A whole monitor: the schedule, the metrics, HTTP, reloading.
///
/// ```swift
/// let registry = MetricsRegistry()
/// let lag = LoopLag(registry)
/// let engine = ProbeEngine(lag: { lag.watch($0, limit: settings.configuration.lag) })
/// let monitor = MonitorService(settings, clock: ContinuousClock(), registry: registry, lag: lag, group: group, logger: logger) {
///     await engine.runner.record($0, cycle: $1, attempt: $2).map(FinishedRun.init)
/// }
/// try await ServiceGroup(services: monitor.services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger).run()
/// ```
public final class MonitorService<C: Clock & Sendable>: Sendable where C.Instant == Instant {
    /// The services that it consists of, to be shut down in reverse order: first no more runs, then
    /// everything is written, last no more answers.
    public let services: [any Service]
    private let parts: MonitorParts<C>

    /// - Parameters:
    ///   - registry: what `/metrics` shows.
    ///   - lag: measures the event loops of the probes' sockets.
    ///   - group: the event loops that HTTP is served on; best not those of the probes.
    ///   - onListening: told the address that was really bound, before the first run; what it throws ends the service.
    ///   - run: runs a probe.
    public init(
        _ settings: MonitorSettings,
        clock: C,
        registry: MetricsRegistry,
        lag: LoopLag,
        group: any EventLoopGroup,
        logger: Logger,
        onListening: @escaping @Sendable (ListenAddress) throws -> Void = { _ in },
        run: @escaping Scheduler<C>.Run
    ) {
        let parts = MonitorParts(settings, clock: clock, registry: registry, logger: logger) { plan, cycle, attempt in
            await lag.watching { await run(plan, cycle, attempt) }
        }
        let reloader = Reloader(
            load: settings.load,
            apply: { parts.apply($0) },
            refuse: { parts.refuse($0) },
            logger: logger
        )
        let (bound, announce) = AsyncStream.makeStream(of: ListenAddress.self)
        let web = WebServer(
            address: settings.listen ?? settings.configuration.listen,
            routes: parts.routes(reloader),
            limits: WebLimits(connections: settings.connections),
            group: group,
            logger: Logger(label: "quintet.http") { _ in SwiftLogNoOpLogHandler() },
            onListening: { announce.yield($0) }
        )
        self.parts = parts
        services = [
            lag, web, parts.live(by: clock), ReloadTriggers(reloader: reloader, path: settings.path, clock: clock),
            parts.keeper(clock),
            parts.ledger,
            StartedScheduler(bound: bound, onListening: onListening, scheduler: parts.scheduler, ledger: parts.ledger),
        ]
        parts.begin()
    }

    /// What is known of the probes.
    public var statuses: [ProbeStatus] { parts.board.statuses }
}

/// Starts the runs once HTTP is served: a monitor that cannot be asked does no work unseen.
private struct StartedScheduler<C: Clock & Sendable>: Service where C.Instant == Instant {
    let bound: AsyncStream<ListenAddress>
    let onListening: @Sendable (ListenAddress) throws -> Void
    let scheduler: Scheduler<C>
    let ledger: Ledger<C>

    func run() async throws {
        for await address in bound.cancelOnGracefulShutdown() {
            try onListening(address)
            await scheduler.run()
            await ledger.flush()
            return
        }
    }
}
