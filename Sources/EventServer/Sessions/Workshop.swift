import Logging
import Metrics
import NIOCore
import Transport

/// Where runs are carried out, and what all users' spaces have in common. Knows neither users nor sockets.
///
/// Confined to the server's event loop, as everything in this folder.
final class Workshop {
    /// What sessions need to know of the configuration.
    struct Settings {
        let limits: ServerLimits
        let heartbeat: Duration
        let replay: ReplaySettings
        let agent: AgentSettings
    }

    let clock: any ServerClock
    let settings: Settings
    let faults: FaultRoom
    let metrics: ServerMetrics
    let outbox: Outbox
    let retention: Retention
    let logger: Logger
    /// Whether the server is about to stop: nobody new comes in, and no new run begins.
    private(set) var isDraining = false
    private let pool: RunPool
    private var connections: UInt64 = 0
    /// Runs that are under way, of all users.
    private var running = 0
    private var idle: [EventLoopPromise<Void>] = []

    init(
        _ settings: Settings,
        pool: RunPool,
        faults: FaultRoom,
        metrics: ServerMetrics,
        logger: Logger,
        clock: any ServerClock
    ) {
        self.settings = settings
        self.logger = logger
        self.pool = pool
        self.faults = faults
        self.metrics = metrics
        self.clock = clock
        outbox = Outbox(on: clock.loop)
        retention = Retention(settings.replay, clock: clock)
    }

    var loop: any EventLoop { clock.loop }

    func nextConnectionNumber() -> UInt64 {
        connections += 1
        return connections
    }

    func begin(_ job: RunJob) {
        running += 1
        metrics.runs.increment()
        pool.start(job)
    }

    func ended(_ work: Run.Work) {
        running -= 1
        metrics.runDuration.observe(work.started.duration(to: clock.now))
        logger.debug("run ended", metadata: ["run": "\(work.request.runID)", "user": "\(work.request.userID)"])
        if running == 0 { succeed() }
    }

    /// Begins no run from now on; succeeds when none is under way.
    func drain() -> EventLoopFuture<Void> {
        isDraining = true
        let promise = loop.makePromise(of: Void.self)
        idle.append(promise)
        if running == 0 { succeed() }
        return promise.futureResult
    }

    /// Forgets every run that was kept.
    func stop() { retention.stop() }

    private func succeed() {
        let waiting = idle
        idle = []
        for promise in waiting { promise.succeed(()) }
    }
}
