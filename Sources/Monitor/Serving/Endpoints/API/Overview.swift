import Probes
import Results
import Synchronization

/// Puts together what the API says of the monitor, from what each of its parts knows.
struct Overview: Sendable {
    let version: String
    let startedAt: WallTime
    /// The probes of the configuration in force, in its order.
    let probes: @Sendable () -> [ConfiguredProbe]
    let status: @Sendable (_ probe: String) -> ProbeStatus?
    /// Whether a run is under way and how long it is until the next slot; nil for a probe that is not scheduled.
    let outlook: @Sendable (_ probe: String) -> (isRunning: Bool, next: Duration)?
    let recent: RecentRuns
    let alerts: @Sendable () async throws -> AlertsDocument
    let store: @Sendable () -> StatusDocument.StoreState
    let configuration: @Sendable () -> StatusDocument.ConfigurationState

    /// All of it, at `now`.
    func document(at now: WallTime) async throws -> StatusDocument {
        let alerts = try await alerts().alerts
        let states = probes().compactMap { status($0.plan.name)?.state }
        let worst = ProbeState.allCases.last { states.contains($0) } ?? .unknown
        return StatusDocument(
            version: version,
            startedAt: startedAt,
            time: now,
            state: worst.rawValue,
            probes: documents(at: now),
            alerts: StatusDocument.AlertCounts(
                firing: alerts.count { $0.state == .firing },
                pending: alerts.count { $0.state == .pending }
            ),
            store: store(),
            configuration: configuration()
        )
    }

    /// All probes, in the order of the configuration.
    func documents(at now: WallTime) -> [ProbeDocument] {
        probes().compactMap { document(of: $0, at: now) }
    }

    /// The probe of that name; nil where none is scheduled.
    func document(of name: String, at now: WallTime) -> (probe: ConfiguredProbe, document: ProbeDocument)? {
        guard let probe = probes().first(where: { $0.plan.name == name }),
            let document = document(of: probe, at: now)
        else { return nil }
        return (probe, document)
    }

    private func document(of probe: ConfiguredProbe, at now: WallTime) -> ProbeDocument? {
        let name = probe.plan.name
        guard let status = status(name) else { return nil }
        return ProbeDocument(status, of: probe, outlook: outlook(name), recent: recent.of(name), at: now)
    }
}
