import Configuration
import Results
import Transport

/// A result while its run is under way.
final class RunDraft {
    let start: Instant
    let deadline: Instant
    let trace = TraceContext()
    /// Bytes of frames to keep; 0 keeps no evidence at all.
    let transcriptLimit: Int
    private var redaction: Redaction
    private let severities: [FailureClass: Severity]
    private var result: ProbeResult
    private var heads: [KeptHead] = []
    private var findings: [Finding] = []
    private var conversation: ConversationReport?

    /// A run of `plan` that begins now.
    init(_ plan: ProbePlan, user: ProbeUser?, cycle: ULID, attempt: Int, transcriptLimit: Int) {
        start = .now
        self.transcriptLimit = transcriptLimit
        deadline = start.advanced(by: plan.timeout)
        redaction = Redaction(of: plan.target)
        severities = plan.contract.severities
        let now = WallTime.now
        result = ProbeResult(
            id: ULID(at: now),
            probe: plan.name,
            target: plan.target.name,
            contract: plan.contract.name,
            kind: plan.kind,
            user: user?.label,
            cycle: cycle,
            attempt: attempt,
            startedAt: now,
            sla: plan.sla
        )
        result.ids.trace = trace.traceID
    }

    /// No text of the result shows `secret`.
    func hide(_ secret: Secret) { redaction.add(secret) }

    /// Keeps the head of a request or of an answer for those who want to see it.
    func keepHead(_ head: KeptHead) {
        if transcriptLimit > 0 { heads.append(head) }
    }

    /// Adds what was found at this moment.
    func add(_ finding: Finding) {
        var finding = finding
        finding.at = finding.at ?? start.duration(to: .now)
        findings.append(finding)
    }

    /// A login took `time`, or was tried for that long.
    func loggedIn(_ time: Duration) {
        result.phases[.login] = (result.phases[.login] ?? .zero) + time
    }

    /// Takes over what is known of a connection, whether it opened or not.
    func take(_ facts: DialFacts) {
        result.phases[.dns] = facts.dns
        result.phases[.connect] = facts.connect
        result.phases[.tls] = facts.tls
        result.phases[.upgrade] = facts.upgrade
        if let answer = facts.answer { keepHead(.received(answer)) }
        result.peer = facts.peer
        result.httpStatus = facts.status
        result.tls = facts.tlsFacts.map { facts in
            TLSRecord(
                version: facts.version,
                notAfter: facts.notAfter.map { WallTime(milliseconds: $0) },
                issuer: facts.issuer,
                names: facts.names
            )
        }
    }

    /// Takes over what a conversation brought.
    func take(_ report: ConversationReport) {
        conversation = report
        for secret in report.secrets { hide(secret) }
        for (phase, took) in report.phases.inOrder { result.phases[phase] = took }
        // Of several messages the slowest is shown.
        result.phases[.firstEvent] = report.runs.compactMap(\.firstEvent).max()
        result.events = report.runs.flatMap(\.events)
        result.close = report.close
        let trace = result.ids.trace
        result.ids = report.runs.last?.ids ?? report.told
        result.ids.trace = trace
    }

    /// The result, judged.
    func finished(_ lag: LagWatch) -> RecordedRun {
        result.duration = start.duration(to: conversation?.endedAt ?? .now) - (conversation?.lingered ?? .zero)
        if isUntold { add(.aborted("its time was over before the request")) }
        let runs = conversation?.runs ?? []
        let late = lag.worst(start)
        let judgement = Judgement(
            before: findings + (conversation?.before ?? []) + runs.dropLast().flatMap(\.findings),
            run: runs.last,
            after: conversation?.after ?? [],
            severities: severities,
            lag: late?.by ?? .zero,
            lagSeenAt: late.map { origin(of: $0.seenAt).duration(to: $0.seenAt) },
            allowance: lag.limit
        )
        result.verdict = judgement.verdict
        result.failure = judgement.failure
        result.findings = judgement.findings
        return RecordedRun(
            result.redacted(by: redaction),
            log: conversation?.log ?? FrameLog(limit: 0),
            heads: heads,
            redaction: redaction
        )
    }

    /// Whether nothing was asked over the connection and nothing says why: a run that says nothing of the server.
    private var isUntold: Bool {
        guard let conversation, conversation.runs.isEmpty else { return false }
        return (findings + conversation.before + conversation.after).allSatisfy {
            $0.failureClass.defaultSeverity == .warn
        }
    }

    /// From where the time of something at `instant` is counted: the request before it, or the start.
    private func origin(of instant: Instant) -> Instant {
        conversation?.requests.last { $0 <= instant } ?? start
    }
}
