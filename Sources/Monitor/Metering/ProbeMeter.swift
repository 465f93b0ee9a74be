import Metrics
import Probes
import Results

/// The series of one probe, kept: a result finds them without a word being put together.
struct ProbeMeter: Sendable {
    private struct FindingKind: Hashable {
        let failureClass: FailureClass
        let severity: Severity
    }

    private struct EventSeries: Sendable {
        let position: Int
        let latency: Histogram
        let gap: Histogram
    }

    private let families: ProbeFamilies
    private let probe: String
    /// The target that its results have to be of.
    let target: String
    private let runs: Counter
    private let inconclusive: Counter
    private let failures: [FailureClass: Counter]
    private let findings: [FindingKind: Counter]
    private let duration: Histogram
    private let phases: [Phase: Histogram]
    private let events: [String: EventSeries]
    private let success: Gauge
    private let lastRun: Gauge
    private let sla: [Gauge]
    private let expiry: Gauge

    /// The series of `plan`'s probe, counters and histograms at 0 where they are new.
    init(_ plan: ProbePlan, in families: ProbeFamilies) {
        let (probe, target) = (plan.name, plan.target.name)
        self.families = families
        self.probe = probe
        self.target = target
        runs = families.runs.with(probe, target)
        inconclusive = families.inconclusive.with(probe, target)
        var failures: [FailureClass: Counter] = [:]
        var findings: [FindingKind: Counter] = [:]
        for failureClass in FailureClass.allCases where plan.kind.canMeet(failureClass) {
            let inForce = plan.contract.severities[failureClass].map { [$0] } ?? failureClass.severities
            for severity in inForce {
                let kind = FindingKind(failureClass: failureClass, severity: severity)
                findings[kind] = families.findings.with(probe, target, failureClass.rawValue, severity.rawValue)
            }
            guard inForce.contains(.fail) else { continue }
            failures[failureClass] = families.failures.with(probe, target, failureClass.rawValue)
        }
        self.failures = failures
        self.findings = findings
        duration = families.duration.with(probe, target)
        phases = Dictionary(
            uniqueKeysWithValues: plan.phases.map { ($0, families.phases.with(probe, target, $0.rawValue)) }
        )
        var events: [String: EventSeries] = [:]
        for (position, event) in plan.contract.eventNames.enumerated() {
            let latency = families.latency.with(probe, target, event)
            events[event] = EventSeries(
                position: position,
                latency: latency,
                gap: families.gap.with(probe, target, event)
            )
        }
        self.events = events
        success = families.success.with(probe, target)
        lastRun = families.lastRun.with(probe, target)
        expiry = families.expiry.with(target)
        sla = plan.sla.byStep.map { step, budget in
            let gauge = families.sla.with(probe, target, step)
            gauge.set(budget / .seconds(1))
            return gauge
        }
    }

    /// Counts what a run found.
    func take(_ result: ProbeResult) {
        runs.increment()
        lastRun.set(result.startedAt.seconds)
        let end = result.startedAt.advanced(by: result.duration).seconds
        let exemplar = Exemplar(traceID: result.ids.trace ?? result.id.description, at: end)
        for finding in result.findings { count(finding, exemplar) }
        if let notAfter = result.tls?.notAfter { expiry.set(notAfter.seconds) }
        switch result.verdict {
        case .inconclusive:
            inconclusive.increment()
        case .fail:
            if let failure = result.failure { count(failure, exemplar) }
        case .pass, .degraded:
            break
        }
        // Whatever came of it: that a histogram counts as many runs as the counter is what people build on.
        duration.observe(result.duration, exemplar: exemplar)
        for (phase, took) in result.phases.inOrder {
            let series = phases[phase] ?? families.phases.with(probe, target, phase.rawValue)
            series.observe(took, exemplar: exemplar)
        }
        observe(result.events, exemplar)
    }

    /// Says whether the probe's target is up.
    func confirm(isUp: Bool) {
        success.set(isUp ? 1 : 0)
    }

    /// The gauges, which tell a state and have to go with their probe.
    var gauges: [Gauge] { [success, lastRun, expiry] + sla }

    private func count(_ failure: Failure, _ exemplar: Exemplar?) {
        let series =
            failures[failure.failureClass]
            ?? families.failures.with(probe, target, failure.failureClass.rawValue)
        series.increment(exemplar: exemplar)
    }

    private func count(_ finding: Finding, _ exemplar: Exemplar?) {
        // The monitor's own troubles have no severity, and are counted as inconclusive alone.
        guard let severity = finding.severity else { return }
        let kind = FindingKind(failureClass: finding.failureClass, severity: severity)
        let series =
            findings[kind]
            ?? families.findings.with(probe, target, finding.failureClass.rawValue, severity.rawValue)
        series.increment(exemplar: exemplar)
    }

    private func observe(_ records: [EventRecord], _ exemplar: Exemplar?) {
        var hasSeen = [Bool](repeating: false, count: events.count)
        for record in records {
            // The clock of events starts anew with each request of a run: only its first event is as far from the event
            // before as from the request.
            if record.gap == record.at { hasSeen = [Bool](repeating: false, count: events.count) }
            // Only the contract's own names become labels.
            guard let series = events[record.event] else { continue }
            series.gap.observe(record.gap, exemplar: exemplar)
            guard !hasSeen[series.position] else { continue }
            hasSeen[series.position] = true
            series.latency.observe(record.at, exemplar: exemplar)
        }
    }
}
