import Configuration
import Logging
import Metrics
import Probes
import Results
import Synchronization
import Transport

/// What a monitor is put together from, and how a configuration comes into force in all of it.
struct MonitorParts<C: Clock & Sendable>: Sendable where C.Instant == Instant {
    let registry: MetricsRegistry
    let service: ServiceMeter
    let results: ResultMeter
    let schedule: ScheduleMeter
    let board = ProbeBoard()
    let store: HistoryStore
    let ledger: Ledger<C>
    let scheduler: Scheduler<C>
    let stream: StreamHub
    let catalogue = ProbeCatalogue()
    let recent = RecentRuns()
    let waits = CycleWaits()
    let notes = NoteBoard()
    let settings: MonitorSettings
    let startedAt = WallTime.now
    private let logger: Logger

    init(
        _ settings: MonitorSettings,
        clock: C,
        registry: MetricsRegistry,
        logger: Logger,
        run: @escaping Scheduler<C>.Run
    ) {
        self.settings = settings
        self.registry = registry
        self.logger = logger
        service = ServiceMeter(registry, version: settings.version)
        results = ResultMeter(registry)
        schedule = ScheduleMeter(registry)
        stream = StreamHub(registry, start: startedAt)
        let outlet = LedgerOutlet()
        let (board, waits, kept) = (board, waits, settings.configuration.store)
        store = HistoryStore(path: kept.path, meter: StoreMeter(registry), logger: logger)
        ledger = Ledger(
            clock: clock,
            store: store,
            settings: kept,
            meter: results,
            board: board,
            logger: logger,
            publish: { outlet.tell($0) }
        )
        let recorder = Recorder(meter: results, ledger: ledger)
        scheduler = Scheduler(
            clock: clock,
            meter: schedule,
            known: { board.status(of: $0)?.state ?? .unknown },
            run: run,
            deliver: {
                recorder.take($0)
                waits.take($0)
            }
        )
        let feed = LiveFeed(overview: overview, hub: stream, waits: waits)
        outlet.open { feed.tell($0) }
    }

    /// Puts `configuration` in force; what goes on keeps its state.
    func apply(_ configuration: MonitorConfiguration) {
        let probes = configuration.scheduled
        for note in configuration.notes { logger.warning("\(note)") }
        if probes.isEmpty { logger.warning("no probe is scheduled") }
        tellWhatNeedsARestart(configuration)
        schedule.prepare(probes.map(\.plan.name))
        results.replace(with: probes)
        board.replace(with: probes)
        catalogue.replace(with: probes)
        recent.keep(probes.map(\.plan.name))
        notes.replace(with: configuration.notes.map(\.description))
        scheduler.replace(with: probes)
        service.loaded(at: .now)
    }

    /// Puts the configuration of the start in force, and takes over what was known before it.
    func begin() {
        apply(settings.configuration)
        ledger.restore()
    }

    /// Deletes what is old, and brings the history back into its file.
    func keeper(_ clock: C) -> HistoryKeeper<C> {
        HistoryKeeper(of: store, retention: HistoryRetention(settings.configuration.store), clock: clock)
    }

    /// Says where people look that the configuration was refused and the one before stays in force.
    func refuse(_ error: ConfigurationError) {
        service.refused()
        notes.refuse(error.problems.map(\.description))
    }

    /// What HTTP answers.
    func routes(_ reloader: Reloader) -> Routes {
        var routes = Routes()
        let (board, notes, scheduler) = (board, notes, scheduler)
        StartPage(version: settings.version, statuses: { board.statuses }, notes: { notes.lines }).add(to: &routes)
        MetricsEndpoint(registry: registry).add(to: &routes)
        HealthEndpoints { scheduler.isRunning }.add(to: &routes)
        ReloadEndpoint(guardian: HostGuard(names: ownNames)) {
            await reloader.reload(because: "POST /-/reload")
        }.add(to: &routes)
        addAPI(to: &routes)
        return routes
    }

    var ownNames: Set<String> {
        let listen = settings.listen ?? settings.configuration.listen
        return Set([listen.host.lowercased(), settings.configuration.externalHost].compactMap(\.self))
    }

    private func tellWhatNeedsARestart(_ configuration: MonitorConfiguration) {
        let before = settings.configuration
        if settings.listen == nil, configuration.listen != before.listen {
            logger.warning("listen is \(configuration.listen) now, which takes effect with the next start")
        }
        if configuration.store != before.store {
            logger.warning("store is another one now, which takes effect with the next start")
        }
        if configuration.lag != before.lag {
            logger.warning(
                "monitor.lag is \(DurationText.format(configuration.lag)) now, which takes effect with the next start"
            )
        }
    }
}
