import Probes
import Results

/// What the API says of one probe.
struct ProbeDocument: Sendable, Equatable, Encodable {
    let name: String
    let target: String
    let kind: ProbeKind
    let state: String
    let verdict: OrNull<Verdict>
    let failure: OrNull<Failure>
    let since: OrNull<WallTime>
    let lastRun: OrNull<WallTime>
    let nextRun: OrNull<WallTime>
    let every: Seconds
    let duration: OrNull<Seconds>
    let sla: Budgets
    let running: Bool
    /// Newest last.
    let recent: [RecentRun]

    private enum CodingKeys: String, CodingKey {
        case name, target, kind, state, verdict, failure, since, every, duration, sla, running, recent
        case lastRun = "last_run"
        case nextRun = "next_run"
    }

    /// - Parameters:
    ///   - outlook: nil for a probe that is not scheduled.
    ///   - now: what the wall clock says.
    init(
        _ status: ProbeStatus,
        of probe: ConfiguredProbe,
        outlook: (isRunning: Bool, next: Duration)?,
        recent: [RecentRun],
        at now: WallTime
    ) {
        name = status.probe
        target = status.target
        kind = status.kind
        state = status.state.rawValue
        verdict = OrNull(status.last?.verdict)
        failure = OrNull(status.last?.failure)
        since = OrNull(status.since)
        lastRun = OrNull(status.last?.startedAt)
        nextRun = OrNull(outlook.map { now.advanced(by: $0.next) })
        every = Seconds(probe.every)
        duration = OrNull(status.last.map { Seconds($0.duration) })
        sla = probe.plan.sla
        running = outlook?.isRunning ?? false
        self.recent = recent
    }
}
