import Metrics
import NIOCore
import Transport

/// What all sessions of a server have in common; confined to its event loop.
final class Hall {
    /// What sessions need to know of the configuration.
    struct Settings {
        let limits: ServerLimits
        let replay: ReplaySettings
        let agent: AgentSettings
    }

    let loop: any EventLoop
    let settings: Settings
    let faults: FaultRoom
    let metrics: ServerMetrics
    let router = MessageRouter()
    let outbox: Outbox
    private(set) lazy var registry = ConnectionRegistry(self)
    /// Whether the server is about to stop: nobody new comes in, and no new run begins.
    private(set) var isDraining = false
    private let pool: RunPool
    private let retention: Retention
    private var runs: UInt64 = 0
    /// Runs that are under way, of all users.
    private var running = 0
    private var sockets: UInt64 = 0
    private var idle: [EventLoopPromise<Void>] = []
    private var empty: [EventLoopPromise<Void>] = []

    init(_ settings: Settings, pool: RunPool, faults: FaultRoom, metrics: ServerMetrics, on loop: any EventLoop) {
        self.settings = settings
        self.pool = pool
        self.faults = faults
        self.metrics = metrics
        self.loop = loop
        outbox = Outbox(on: loop)
        retention = Retention(settings.replay, on: loop)
    }

    func nextRunNumber() -> UInt64 {
        runs += 1
        return runs
    }

    func nextConnectionNumber() -> UInt64 {
        sockets += 1
        return sockets
    }

    func begin(_ job: RunJob) {
        running += 1
        metrics.runs.increment()
        pool.start(job)
    }

    func ended(_ run: Run, of space: UserSpace) {
        running -= 1
        metrics.runDuration.observe(run.age)
        retention.keep(run, of: space, since: .now)
        if running == 0 { Self.succeed(&idle) }
    }

    /// The last socket has gone.
    func emptied() { Self.succeed(&empty) }

    /// Lets nobody in from now on; succeeds when no run is under way.
    func drain() -> EventLoopFuture<Void> {
        isDraining = true
        let promise = loop.makePromise(of: Void.self)
        idle.append(promise)
        if running == 0 { Self.succeed(&idle) }
        return promise.futureResult
    }

    /// Closes every socket; succeeds when all are gone.
    func closeAll() -> EventLoopFuture<Void> {
        let promise = loop.makePromise(of: Void.self)
        empty.append(promise)
        registry.closeAll(.goingAway, reason: "the server is shutting down")
        if registry.count == 0 { Self.succeed(&empty) }
        return promise.futureResult
    }

    /// Lets go of every run and every user; the spaces know this hall, and would keep it alive.
    func stop() {
        retention.stop()
        registry.clear()
    }

    private static func succeed(_ promises: inout [EventLoopPromise<Void>]) {
        let waiting = promises
        promises = []
        for promise in waiting { promise.succeed(()) }
    }
}
