import Configuration
import HTTPTypes
import NIOCore
import Results
import Transport

/// One user, one connection: login, connect, upgrade, welcome, handshake, requests, close.
///
/// A step that fails because of something remembered (a token that is refused, a dialect that the server no longer
/// speaks) is tried once more without it, within the same deadline; so what the monitor remembers is never blamed on
/// the target.
struct Journey {
    let plan: ProbePlan
    let draft: RunDraft
    let runner: ProbeRunner
    var target: Target { plan.target }

    init(of plan: ProbePlan, _ draft: RunDraft, by runner: ProbeRunner) {
        self.plan = plan
        self.draft = draft
        self.runner = runner
    }

    /// What a try came to.
    enum Outcome {
        case failed(Finding)
        case refused(Finding)
        case talked(ConversationReport, DialFacts)
    }

    func run() async -> RecordedRun {
        var mayRetryToken = true
        var mayRetryDialect = true
        while true {
            guard let pass = await admission() else { break }
            switch await attempt(with: pass) {
            case .refused(let finding):
                if mayRetryToken, pass.isRemembered {
                    mayRetryToken = false
                    forgetToken()
                    continue
                }
                draft.add(finding)
            case .failed(let finding):
                draft.add(finding)
            case .talked(let report, let facts):
                if report.isContradicted, mayRetryDialect {
                    mayRetryDialect = false
                    runner.memory.forget(subject)
                    continue
                }
                if mayRetryToken, pass.isRemembered, report.isRefused {
                    mayRetryToken = false
                    forgetToken()
                    continue
                }
                noteExpiry(facts, at: report.openedAt)
                noteConnectBudget(facts, at: report.openedAt)
                draft.take(report)
                for case let id? in report.runs.map(\.ids.run) { runner.ownRuns.named(id, of: owner) }
                return finished(after: report)
            }
            break
        }
        return draft.finished(runner.lag)
    }

    private func finished(after report: ConversationReport) -> RecordedRun {
        let run = draft.finished(runner.lag)
        switch run.result.verdict {
        case .pass:
            learn(report.dialect, envelope: report.runs.last?.envelope)
        case .degraded:
            // Rule 12: what the next run is compared with is told by a passing one alone.
            learn(report.dialect, envelope: runner.memory.lesson(of: subject)?.envelope)
        case .fail, .inconclusive:
            break
        }
        return run
    }

    private var subject: ProbeMemory.Subject { ProbeMemory.Subject(probe: plan.name, url: target.url) }

    private func learn(_ dialect: HandshakeDialect?, envelope: EnvelopeShape?) {
        guard let dialect else { return }
        runner.memory.keep(.init(dialect: dialect, envelope: envelope), of: subject)
    }

    func dial(with pass: Admission) -> Dial {
        var dial = Dial(url: target.url)
        dial.headers = target.headers
        if dial.headers[.userAgent] == nil { dial.headers[.userAgent] = Product.userAgent }
        if let name = HTTPField.Name("traceparent"), dial.headers[name] == nil {
            dial.headers[name] = draft.trace.header
        }
        dial.subprotocols = target.subprotocols
        dial.requiresSubprotocol = target.requiresSubprotocol
        dial.tls = target.tls
        dial.addresses = target.addresses
        dial.pinned = target.pinned
        dial.limits = SessionLimits(maxMessage: target.maxMessage)
        pass.credential.attach(to: &dial)
        return dial
    }

    func script(users: [String], waits: Bool) -> ConversationScript {
        let lesson = runner.memory.lesson(of: subject)
        var context = RunContext()
        context.label = target.users.first?.label
        context.users = users
        context.runPrefix = owner.runPrefix
        runner.ownRuns.tell(&context, of: owner)
        let asks = (0..<max(1, plan.messages)).map { _ in Ask(message: plan.message, prefix: owner.runPrefix, at: .now)
        }
        runner.ownRuns.begin(asks.map(\.runID), of: owner)
        return ConversationScript(
            asks: asks,
            waits: waits,
            form: target.request,
            dialect: target.handshake == .auto ? lesson?.dialect ?? .auto : target.handshake,
            isDialectDeclared: target.handshake != .auto,
            contract: plan.contract,
            budgets: plan.sla,
            envelope: target.envelope ?? lesson?.envelope,
            linger: plan.linger,
            start: draft.start,
            deadline: draft.deadline,
            context: context
        )
    }

    private func noteExpiry(_ facts: DialFacts, at openedAt: Instant) {
        guard let end = facts.tlsFacts?.notAfter else { return }
        let found = ExpiryFinding.of(WallTime(milliseconds: end), at: .now, warnBefore: target.warnBeforeExpiry)
        guard var finding = found else { return }
        finding.at = draft.start.duration(to: openedAt)
        draft.add(finding)
    }

    private func noteConnectBudget(_ facts: DialFacts, at openedAt: Instant) {
        guard let budget = plan.sla.connect, let took = facts.connect, took > budget else { return }
        draft.add(.slow(.connect, took: took, budget: budget, at: draft.start.duration(to: openedAt)))
    }
}
