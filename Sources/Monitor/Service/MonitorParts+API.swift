import Probes
import Results
import ServiceLifecycle

/// What programs ask the monitor.
extension MonitorParts {
    /// What each part knows, in one view.
    var overview: Overview {
        let (board, scheduler, catalogue, notes, store) = (board, scheduler, catalogue, notes, store)
        return Overview(
            version: settings.version,
            startedAt: startedAt,
            probes: { catalogue.probes },
            status: { board.status(of: $0) },
            outlook: { name in
                scheduler.untilNext(of: name).map { (isRunning: scheduler.isRunning(name), next: $0) }
            },
            recent: recent,
            alerts: { AlertsDocument() },
            store: {
                let health = store.health
                return StatusDocument.StoreState(
                    healthy: health.isHealthy,
                    error: OrNull(health.error),
                    path: OrNull(health.path)
                )
            },
            configuration: {
                StatusDocument.ConfigurationState(error: OrNull(notes.error), notes: notes.inForce)
            }
        )
    }

    /// Beats for the stream and, before, recalls what the history knows.
    func live(by clock: C) -> some Service {
        LiveService(
            hub: stream,
            waits: waits,
            clock: clock,
            interval: StreamLimits().heartbeat,
            recall: RecallDesk(history: store, recent: recent, probes: { catalogue.probes.map(\.plan.name) })
        )
    }

    func addAPI(to routes: inout Routes) {
        let (overview, store, scheduler) = (overview, store, scheduler)
        StatusEndpoint(overview: overview).add(to: &routes)
        ProbeEndpoints(
            overview: overview,
            figures: FigureDesk { try await store.page($0) },
            guardian: HostGuard(names: ownNames),
            waits: waits,
            start: { scheduler.start($0) }
        ).add(to: &routes)
        ResultEndpoints(history: store).add(to: &routes)
        AlertEndpoint(alerts: overview.alerts).add(to: &routes)
        StreamEndpoint(hub: stream).add(to: &routes)
        routes.later("/probe", "/api/v1/silences", "/api/v1/slos", "/api/v1/openapi.json", "/api/v1/alerts")
    }
}
