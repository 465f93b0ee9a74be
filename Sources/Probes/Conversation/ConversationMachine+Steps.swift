import Configuration
import Results
import Transport

/// What follows from what was seen.
extension ConversationMachine {
    /// A message of the handshake.
    mutating func beforeRequest(_ message: WebSocketMessage, frame: Int, at now: Instant) -> [Action] {
        let at = max(.zero, script.start.duration(to: now))
        guard message.kind == .text else {
            report.addBefore(.malformed(.binary, frame: frame, at: at))
            return []
        }
        let reading = FrameReading.read(message.payload, script.contract)
        for leak in watch.hear(reading, of: message.payload, frame: frame, at: at) { report.addBefore(leak) }
        if let defect = reading.defect { report.addBefore(.malformed(defect, frame: frame, at: at)) }
        var actions: [Action] = []
        for event in reading.events {
            if event.isCalled("handshake_response"), let token = event.text("session_token") {
                report.keep(Secret(token))
            }
            guard case .handshaking = state else { break }
            actions += follow(handshake.received(ControlFrame(event), at: now), at: now)
        }
        return actions
    }

    /// Whether a server that was remembered to have no thread handshake begins one.
    mutating func isContradiction(_ message: WebSocketMessage, during run: RunProgress, at now: Instant) -> Bool {
        guard script.dialect == .welcome, !script.isDialectDeclared, !run.verifier.hasEvents, message.kind == .text
        else {
            return false
        }
        return FrameReading.read(message.payload, script.contract).events.contains { event in
            handshake.received(ControlFrame(event), at: now) == .contradicted
        }
    }

    mutating func follow(_ step: HandshakeMachine.Step, at now: Instant) -> [Action] {
        switch step {
        case .wait(let until):
            lookAtHandshake = until
            return []
        case .acknowledge(let threadID):
            return [.acknowledge(threadID: threadID)]
        case .ask:
            lookAtHandshake = now.advanced(by: handshake.patienceAfterAsking)
            return [.askForHandshake]
        case .ready:
            return ready(at: now)
        case .contradicted:
            return contradicted(at: now)
        case .failed(let finding):
            return failed(finding, at: now, politely: true)
        }
    }

    mutating func follow(_ step: Probes.Step, at now: Instant) -> [Action] {
        guard case .running(let run) = state else { return [] }
        switch step {
        case .nothing, .event:
            return []
        case .ended(.terminal):
            let until = min(now.advanced(by: script.linger), max(script.deadline, now))
            finishedRun(run, at: now)
            state = .lingering(run, until: until)
            return []
        case .ended(.end), .ended(.failure):
            return ended(run, by: .complete, at: now)
        }
    }

    /// Handshake and welcome are done.
    private mutating func ready(at now: Instant) -> [Action] {
        notePhases(at: now)
        report.dialect = handshake.facts.dialect
        guard script.waits || script.asks.isEmpty else { return begin() }
        report.endedAt = now
        state = .ready
        return [.tellReady]
    }

    /// The next request.
    mutating func begin() -> [Action] {
        let ask = script.asks[begun]
        begun += 1
        var context = watch.context
        let threadID = context.told.thread ?? ask.threadID
        for (ask, run) in zip(script.asks, report.runs) {
            context.sentRun = ask.runID
            context.ended(run)
        }
        context.nonce = ask.nonce
        context.sentRun = ask.runID
        context.sentThread = threadID
        state = .running(RunProgress(script, context))
        return [.request(ask, threadID: threadID)]
    }

    /// The run reached no terminal event.
    mutating func ended(_ run: RunProgress, by ending: RunEnding, at now: Instant, isOpen: Bool = true) -> [Action] {
        finishedRun(run, at: now)
        take(run, ending, at: now)
        return leave(at: now, politely: ending == .complete, isOpen: isOpen)
    }

    /// The linger is over.
    mutating func lingered(_ run: RunProgress, at now: Instant) -> [Action] {
        take(run, .complete, at: now)
        guard begun == script.asks.count || now >= script.deadline else {
            report.lingered += max(.zero, report.endedAt.duration(to: now))
            return begin()
        }
        report.isComplete = begun == script.asks.count
        if !report.isComplete { noteUnsaid("the time of the run was over", .slaExceeded, code: nil, at: now) }
        return leave(at: now, politely: true)
    }

    /// The end of the conversation before the request.
    mutating func failed(_ finding: Finding, at now: Instant, politely: Bool, isOpen: Bool = true) -> [Action] {
        notePhases(at: now)
        report.endedAt = now
        report.endedBy = finding.failureClass
        note(finding, at: now)
        return leave(at: now, politely: politely, isOpen: isOpen)
    }

    mutating func contradicted(at now: Instant) -> [Action] {
        report.isContradicted = true
        return leave(at: now, politely: true)
    }

    /// Keeps a finding of the time before the request, counted from the start of the run.
    mutating func note(_ finding: Finding, at now: Instant) {
        var finding = finding
        finding.at = finding.at ?? max(.zero, script.start.duration(to: now))
        report.addBefore(finding)
    }

    mutating func leave(at now: Instant, politely: Bool, isOpen: Bool = true) -> [Action] {
        guard isOpen else {
            state = .over
            return [.finish]
        }
        let patience = min(Self.closePatience, now.duration(to: script.deadline))
        guard politely, patience > .zero else {
            // Nobody waits for what becomes of it, so it is told here.
            report.close = report.close ?? CloseRecord(code: Int(CloseCode.normal.rawValue), by: .client)
            state = .over
            return [.leave, .finish]
        }
        state = .closing(since: now, patience: patience)
        return [.close(within: patience)]
    }

    /// The phases before the request, as far as they came.
    private mutating func notePhases(at now: Instant) {
        guard script.dialect != .none else { return }
        let welcomedAt = handshake.welcomedAt
        report.phases[.welcome] = max(.zero, openedAt.duration(to: welcomedAt ?? now))
        guard let welcomedAt else { return }
        if let budget = script.budgets.welcome, let took = report.phases[.welcome], took > budget {
            note(
                .slow(.welcome, took: took, budget: budget, at: max(.zero, script.start.duration(to: welcomedAt))),
                at: welcomedAt
            )
        }
        if handshake.phase == .handshake {
            report.phases[.handshake] = max(.zero, welcomedAt.duration(to: now))
        } else if let completedAt = handshake.completedAt {
            report.phases[.handshake] = max(.zero, welcomedAt.duration(to: completedAt))
        }
    }

    /// Keeps when the run ended; what is heard later is in no phase.
    private mutating func finishedRun(_ run: RunProgress, at now: Instant) {
        let took = max(.zero, run.requestedAt.duration(to: now))
        // Of several messages the slowest is shown.
        report.phases[.run] = max(took, report.phases[.run] ?? .zero)
        report.endedAt = now
    }

    /// Takes over what the verifier says of the run.
    mutating func take(_ run: RunProgress, _ ending: RunEnding, at now: Instant) {
        var run = run
        report.runs.append(run.verifier.finish(ending, at: now))
    }
}

/// Findings of the time after the run.
extension ConversationMachine {
    /// The server closes in a wrong way.
    mutating func noteFarewell(_ finding: Finding, at now: Instant) {
        var finding = finding
        finding.at = max(.zero, origin.duration(to: now))
        report.after.append(finding)
    }

    /// There was more to ask.
    mutating func noteUnsaid(_ why: String, _ failureClass: FailureClass, code: Int?, at now: Instant) {
        let left = script.asks.count - begun
        var finding = Finding(
            failureClass,
            detail: "\(why) after message \(begun) of \(script.asks.count); \(left) could not be sent"
        )
        finding.code = code
        noteFarewell(finding, at: now)
    }
}
