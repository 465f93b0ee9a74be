import Results
import Transport

/// What is known of the monitor at one moment; bounded, whatever it tells.
struct Snapshot: Equatable, Sendable {
    /// Probes that are kept; a monitor with more is shown in part.
    static let mostProbes = 5_000
    /// Results that are kept of the open probe.
    static let mostResults = 100
    /// Results that a sparkline is made of.
    static let mostRecent = 60

    /// A run that was opened.
    struct OpenRun: Equatable, Sendable {
        var result: ProbeResult
        var transcript: TranscriptLines?
    }

    /// The monitor's clock, and when it was read.
    struct Clock: Equatable, Sendable {
        var time: WallTime
        var at: Instant
    }

    var status: MonitorStatus?
    var clock: Clock?
    var detail: ProbeDetail?
    /// Newest first, of the open probe.
    var results: [ProbeResult] = []
    var run: OpenRun?
    var alerts: AlertBoard?

    /// What the monitor's clock shows; nil before it was first read.
    func time(at now: Instant) -> WallTime? {
        clock.map { $0.time.advanced(by: $0.at.duration(to: now)) }
    }

    func probe(_ name: String) -> ProbeStatus? { status?.probes.first { $0.name == name } }

    mutating func replace(_ probe: ProbeStatus) {
        guard let place = status?.probes.firstIndex(where: { $0.name == probe.name }) else {
            if let count = status?.probes.count, count < Self.mostProbes { status?.probes.append(probe) }
            return
        }
        status?.probes[place] = probe
    }

    /// A run is over: what its probe's line says of the last run. Its state changes with a message of its own.
    mutating func add(_ result: ProbeResult) {
        guard var probe = probe(result.probe) else { return }
        probe.verdict = result.verdict.rawValue
        probe.duration = Seconds(result.duration)
        probe.lastRun = result.startedAt
        probe.nextRun = probe.every.map { result.startedAt.advanced(by: $0.duration) } ?? probe.nextRun
        probe.failure = result.failure.map { failure in
            ProbeStatus.Failure(
                class: failure.failureClass.rawValue,
                event: failure.event,
                blame: failure.blame.rawValue,
                detail: failure.detail
            )
        }
        probe.running = false
        let recent = ProbeStatus.Recent(
            id: result.id.description,
            verdict: result.verdict.rawValue,
            duration: Seconds(result.duration),
            at: result.startedAt
        )
        if probe.recent?.contains(where: { $0.id == recent.id }) != true {
            probe.recent = Array(((probe.recent ?? []) + [recent]).suffix(Self.mostRecent))
        }
        replace(probe)
    }

    mutating func replace(_ alert: AlertBoard.Alert) {
        guard var board = alerts else { return }
        let place = board.alerts.firstIndex { $0.name == alert.name && $0.labels == alert.labels }
        let isOver = !["pending", "firing", "silenced"].contains(alert.state)
        switch (place, isOver) {
        case (let place?, true): board.alerts.remove(at: place)
        case (let place?, false): board.alerts[place] = alert
        case (nil, false): if board.alerts.count < Self.mostProbes { board.alerts.append(alert) }
        case (nil, true): break
        }
        alerts = board
    }
}
