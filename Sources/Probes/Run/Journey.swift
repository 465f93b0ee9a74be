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
    private let plan: ProbePlan
    private let draft: RunDraft
    private let runner: ProbeRunner
    private let transcriptLimit: Int
    private var target: Target { plan.target }

    init(of plan: ProbePlan, _ draft: RunDraft, by runner: ProbeRunner, transcriptLimit: Int) {
        self.plan = plan
        self.draft = draft
        self.runner = runner
        self.transcriptLimit = transcriptLimit
    }

    /// What a try came to.
    private enum Outcome {
        case failed(Finding)
        case refused(Finding)
        case talked(ConversationReport)
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
            case .talked(let report):
                if report.isContradicted, mayRetryDialect {
                    mayRetryDialect = false
                    runner.memory.forget(plan.name)
                    continue
                }
                if mayRetryToken, pass.isRemembered, report.endedBy == .authFailed {
                    mayRetryToken = false
                    forgetToken()
                    continue
                }
                draft.take(report)
                return finished(after: report)
            }
            break
        }
        return draft.finished(runner.lag)
    }

    private func finished(after report: ConversationReport) -> RecordedRun {
        let run = draft.finished(runner.lag)
        switch run.result.verdict {
        case .pass, .degraded:
            if let dialect = report.dialect {
                runner.memory.keep(.init(dialect: dialect, envelope: report.runs.last?.envelope), of: plan.name)
            }
        case .fail, .inconclusive:
            break
        }
        return run
    }

    private func attempt(with pass: Admission) async -> Outcome {
        let dial = dial(with: pass)
        draft.keepHead(RequestHeadText.of(dial))
        let lesson = runner.memory.lesson(of: plan.name)
        let script = script(lesson, users: pass.userIDs)
        let recorder = TranscriptRecorder(
            limit: transcriptLimit,
            start: draft.start,
            redaction: draft.redaction
        )
        let outcome = OneShot<ConversationReport>()
        let dialed: Dialed<Conversation>
        do throws(DialFailure) {
            dialed = try await runner.dialer.dial(dial, before: draft.deadline) { session in
                Conversation(script, over: session, openedAt: session.openedAt, recorder: recorder, outcome: outcome)
            }
        } catch {
            draft.take(error.facts)
            let finding = DialFinding.of(error)
            guard finding.failureClass == .upgradeRejected, finding.status == 401 || finding.status == 403 else {
                return .failed(finding)
            }
            return .refused(finding)
        }
        draft.take(dialed.facts)
        noteExpiry(dialed.facts)
        noteConnectBudget(dialed.facts)
        return .talked(await Self.report(of: dialed, outcome))
    }

    private static func report(of dialed: Dialed<Conversation>, _ outcome: OneShot<ConversationReport>) async
        -> ConversationReport
    {
        await withTaskCancellationHandler {
            await outcome.value()
        } onCancel: {
            dialed.eventLoop.execute { dialed.observer.value.cancel() }
        }
    }

    private func dial(with pass: Admission) -> Dial {
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

    private func script(_ lesson: ProbeMemory.Lesson?, users: [String]) -> ConversationScript {
        var context = RunContext()
        context.label = target.users.first?.label
        context.users = users
        return ConversationScript(
            asks: (0..<max(1, plan.messages)).map { _ in Ask(message: plan.message, at: .now) },
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

    private func noteExpiry(_ facts: DialFacts) {
        guard let end = facts.tlsFacts?.notAfter else { return }
        let left = Duration.milliseconds(end - WallTime.now.milliseconds)
        guard left < target.warnBeforeExpiry else { return }
        draft.add(
            Finding(
                .tlsExpiring,
                detail:
                    "the certificate ends at \(WallTime(milliseconds: end)), in \(left.components.seconds / 86_400) days"
            )
        )
    }

    private func noteConnectBudget(_ facts: DialFacts) {
        guard let budget = plan.sla.connect, let took = facts.connect, took > budget else { return }
        draft.add(.slow("connect", took: took, budget: budget))
    }
}

/// How a run is let in.
extension Journey {
    struct Admission {
        let credential: Credential
        /// Under which ids the server may know us.
        let userIDs: [String]
        /// Whether the token was there from an earlier run.
        let isRemembered: Bool
    }

    private var owner: TokenStore.Owner? {
        target.users.first.map { TokenStore.Owner(target: target.name, user: $0.label) }
    }

    private func forgetToken() {
        if let owner { runner.tokens.drop(owner) }
    }

    /// The credential of this run; nil after a finding that says why there is none.
    private func admission() async -> Admission? {
        guard target.carrier != .none, let (token, isRemembered) = await token() else {
            return target.carrier == .none ? Admission(credential: .none, userIDs: [], isRemembered: false) : nil
        }
        draft.hide(token.secret)
        guard target.carrier == .ticket else {
            let credential = Credential(token.secret, by: target.carrier)
            credential.secrets.forEach { draft.hide($0) }
            return Admission(credential: credential, userIDs: token.userIDs, isRemembered: isRemembered)
        }
        let ticket: Secret
        switch await self.ticket(for: token) {
        case .bought(let bought): ticket = bought
        case .rejected where isRemembered:
            // The token may have been revoked since the run before; a fresh one tells.
            forgetToken()
            return await admission()
        case .rejected(let error), .failed(let error):
            draft.add(LoginFinding.of(error))
            return nil
        case .nowhere:
            draft.add(Finding(.monitorError, detail: "a local socket has no origin; name the URL of the ticket"))
            return nil
        }
        draft.hide(ticket)
        return Admission(credential: .ticket(ticket), userIDs: token.userIDs, isRemembered: isRemembered)
    }

    private func token() async -> (Token, isRemembered: Bool)? {
        switch target.tokens {
        case .none:
            draft.add(Finding(.monitorError, detail: "the target wants a credential and none is configured"))
            return nil
        case .fixed(let secret):
            return (Token(secret.reveal(), obtained: .now), false)
        case .login(let url):
            guard let user = target.users.first, let owner else {
                draft.add(Finding(.monitorError, detail: "the target wants a login and has no users"))
                return nil
            }
            draft.hide(user.password)
            if let token = runner.tokens.token(of: owner),
                token.isGood(at: .now, for: plan.timeout, life: target.tokenLife)
            {
                return (token, true)
            }
            do {
                let token = try await timed { () async throws(LoginError) in
                    try await runner.desk.logIn(user, at: url, of: target, before: draft.deadline)
                }
                runner.tokens.keep(token, of: owner)
                return (token, false)
            } catch {
                draft.add(LoginFinding.of(error))
                return nil
            }
        }
    }

    private enum TicketOutcome {
        case bought(Secret)
        case rejected(LoginError)
        case failed(LoginError)
        case nowhere
    }

    private func ticket(for token: Token) async -> TicketOutcome {
        guard let url = target.ticketURL ?? target.url.httpOrigin.map({ $0 + "/websocket/ticket" }) else {
            return .nowhere
        }
        do {
            return .bought(
                try await timed { () async throws(LoginError) in
                    try await runner.desk.ticket(for: token, at: url, of: target, before: draft.deadline)
                }
            )
        } catch {
            guard case .rejected = error else { return .failed(error) }
            return .rejected(error)
        }
    }

    /// Runs a part of the login and counts its time.
    private func timed<Value>(
        _ body: () async throws(LoginError) -> Value
    ) async throws(LoginError) -> Value {
        let begin = Instant.now
        defer { draft.loggedIn(begin.duration(to: .now)) }
        return try await body()
    }
}
