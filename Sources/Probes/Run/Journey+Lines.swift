import Results
import Transport

/// How a run connects, and asks over what it opened.
extension Journey {
    func attempt(with pass: Admission) async -> Outcome {
        let waits = plan.connections > 1
        let line: Line
        switch await open(script(users: pass.userIDs, waits: waits), with: pass) {
        case .opened(let opened): line = opened
        case .failed(let failure): return outcome(of: failure)
        }
        draft.take(line.dialed.facts)
        if waits, await line.isReady() { return await ask(over: line, with: pass) }
        return .talked(await line.report(), line.dialed.facts)
    }

    private func outcome(of failure: DialFailure) -> Outcome {
        draft.take(failure.facts)
        let finding = DialFinding.of(failure, timeout: plan.timeout)
        let isRefusal = finding.failureClass == .upgradeRejected && (finding.status == 401 || finding.status == 403)
        return isRefusal ? .refused(finding) : .failed(finding)
    }

    /// Opens the further connections, which only listen, and then asks over the oldest.
    private func ask(over oldest: Line, with pass: Admission) async -> Outcome {
        var listeners: [Line] = []
        var finding: Finding?
        while listeners.count + 1 < plan.connections, finding == nil {
            // A ticket opens one connection.
            guard let pass = target.carrier == .ticket ? await admission() : pass else { break }
            var script = script(users: pass.userIDs, waits: true)
            script.asks = []
            switch await open(script, with: pass, overheardBy: oldest) {
            case .failed(let failure):
                finding = DialFinding.of(failure, timeout: plan.timeout)
            case .opened(let listener):
                listeners.append(listener)
                if !(await listener.isReady()) { finding = await listener.report().before.last }
            }
        }
        if let finding { draft.add(finding) }
        let isComplete = listeners.count + 1 == plan.connections && finding == nil
        oldest.tell { isComplete ? $0.proceed() : $0.dismiss() }
        let report = await oldest.report()
        for listener in listeners {
            listener.tell { $0.dismiss() }
            _ = await listener.report()
        }
        return .talked(report, oldest.dialed.facts)
    }

    private enum Opening {
        case opened(Line)
        case failed(DialFailure)
    }

    private func open(
        _ script: ConversationScript,
        with pass: Admission,
        overheardBy oldest: Line? = nil
    ) async -> Opening {
        let dial = dial(with: pass)
        draft.keepHead(.sent(dial))
        let recorder = TranscriptRecorder(limit: oldest == nil ? draft.transcriptLimit : 0, start: draft.start)
        var overhear: (@Sendable (WebSocketMessage, Int, Instant) -> Void)?
        if let oldest {
            overhear = { message, frame, now in
                oldest.tell { $0.heardElsewhere(message, frame: frame, at: now) }
            }
        }
        let outlets = Conversation.Outlets(overhear: overhear)
        do throws(DialFailure) {
            let dialed = try await runner.dialer.dial(dial, before: draft.deadline) { session in
                Conversation(script, over: session, openedAt: session.openedAt, recorder: recorder, outlets: outlets)
            }
            return .opened(Line(dialed: dialed, outlets: outlets))
        } catch {
            return .failed(error)
        }
    }
}
