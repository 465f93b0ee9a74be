internal import Results

/// What one frame of this run does.
extension SequenceVerifier {
    mutating func take(_ frame: EventFrame, at: Duration) -> Step {
        note(frame)
        switch frame.role {
        case .informational:
            return .nothing
        case .fallback:
            if end == nil, !hasFallenBack {
                hasFallenBack = true
                log.add(.fallback(frame.name, reason: Self.reason(frame), at: at))
            }
            return .nothing
        case .failure:
            return fail(frame, at: at)
        case .end:
            // One that says nothing of its run may belong to the request before this one.
            guard end == nil, frame.runID != nil || !records.isEmpty else { return .nothing }
            return finish(.end(frame.name), at: at)
        case .event(let number):
            return event(number, frame, at: at)
        }
    }

    private mutating func event(_ number: Int, _ frame: EventFrame, at: Duration) -> Step {
        let agent = frame.agent
        let gap = at - (lastEvent?.at ?? .zero)
        let isFirst = lastEvent == nil
        record(number, frame, agent: agent, at: at, gap: gap)
        if let end {
            judgeAfterEnd(number, frame, agent: agent, end: end, at: at)
            return .event(frame.name)
        }
        meet(number, agent: agent)
        let rule = contract.events[number]
        let endsRun = rule.isTerminal && isOutermost(agent, number)
        let repetition = seen.note(number, id: frame.eventID, agent: agent, mayRepeat: rule.mayRepeat)
        if let repetition {
            log.add(.duplicate(frame.name, repetition, isTerminal: endsRun, at: at))
        } else {
            checkFields(contract.plans[number], frame, isAnswer: endsRun, at: at)
            pairs.take(number, frame, at: at)
        }
        if !rule.isTerminal || endsRun {
            present[number] = true
            if repetition == nil, first.note(number, at: at) { checkFirst(rule, at: at) }
        }
        checkPace(frame.name, gap: gap, isFirst: isFirst, at: at)
        if let found = burst.take(frame, at: at) { log.add(.batched(frame.name, found)) }
        if !shapes.contains(frame.shape) { shapes.append(frame.shape) }
        return endsRun ? finish(.terminal(frame.name), at: at) : .event(frame.name)
    }

    /// What comes after the end of a run is judged only where its terminal event was the end.
    private mutating func judgeAfterEnd(
        _ number: Int,
        _ frame: EventFrame,
        agent: String?,
        end: (how: RunEnd, at: Duration),
        at: Duration
    ) {
        guard case .terminal(let terminal) = end.how else { return }
        let rule = contract.events[number]
        let isTerminal = rule.isTerminal && isOutermost(agent, number)
        let repetition = seen.note(number, id: frame.eventID, agent: agent, mayRepeat: rule.mayRepeat)
        if let repetition, case .sameID = repetition {
            log.add(.duplicate(frame.name, repetition, isTerminal: isTerminal, at: at))
        } else if isTerminal {
            log.add(.duplicate(frame.name, .sameAgent(agent), isTerminal: true, at: at))
        } else {
            log.add(.afterTerminal(frame.name, terminal: terminal, at: at, end: end.at))
        }
    }

    private mutating func fail(_ frame: EventFrame, at: Duration) -> Step {
        switch end?.how {
        case .terminal(let terminal):
            log.add(.afterTerminal(frame.name, terminal: terminal, at: at, end: end?.at ?? at))
            return .event(frame.name)
        case .failure, .end: return .event(frame.name)
        case nil: break
        }
        guard contract.survivable.contains(frame.name) else {
            log.add(.runFailed(frame.name, reason: Self.reason(frame), tool: nil, at: at))
            return finish(.failure(frame.name), at: at)
        }
        let finding = Finding.runFailed(frame.name, reason: Self.reason(frame), tool: frame.tool, at: at)
        pairs.fail(frame)
        if survived.count < FindingLog.capacity { survived.append(finding) }
        return .event(frame.name)
    }

    private mutating func finish(_ how: RunEnd, at: Duration) -> Step {
        end = (how, at)
        if let budget = budgets.total, at > budget { log.add(.slaExceeded(how, took: at, budget: budget)) }
        return .ended(how)
    }

    private mutating func record(_ number: Int, _ frame: EventFrame, agent: String?, at: Duration, gap: Duration) {
        let rule = contract.events[number]
        lastEvent = (frame.name, at)
        guard records.count < Self.recordedEvents || (rule.isTerminal && end == nil && isOutermost(agent, number))
        else {
            omittedEvents += 1
            return
        }
        let tool = contract.plans[number].namesTool ? frame.tool : nil
        records.append(EventRecord(event: frame.name, at: at, gap: gap, agent: agent, tool: tool))
    }

    /// Remembers what frames tell besides the sequence.
    private mutating func note(_ frame: EventFrame) {
        if ids.trace == nil { ids.trace = frame.traceID }
        if ids.connection == nil { ids.connection = frame.connectionID }
        guard frame.role == .informational, otherNames.count < Self.rememberedNames,
            !otherNames.contains(frame.name)
        else { return }
        otherNames.append(frame.name)
    }

    /// What a server says went wrong, in its own words; cut, since it may say a lot.
    private static func reason(_ frame: EventFrame) -> String? {
        for field in ["error_message", "error", "message", "reason", "detail", "error_code"] {
            if let text = frame.text(field) { return String(text.unicodeScalars.prefix(200)) }
        }
        return nil
    }
}

/// Whose the run is (rule 1).
extension SequenceVerifier {
    /// The first agent to start owns the run; until one started, the one that sent the first event.
    private mutating func meet(_ number: Int, agent: String?) {
        switch outermost {
        case .started: return
        case .unknown: outermost = number == 0 ? .started(agent) : .first(agent)
        case .first: if number == 0 { outermost = .started(agent) }
        }
    }

    /// Whether an event of this agent is the outermost one's. Names are missing on some servers: an unnamed agent is
    /// the outermost, and so is a named one where the outermost is unnamed, unless it started by its own name.
    func isOutermost(_ agent: String?, _ number: Int) -> Bool {
        guard let agent else { return true }
        switch outermost {
        case .unknown: return true
        case .first(let owner?), .started(let owner?): return owner == agent
        case .first(nil), .started(nil): return !seen.contains(0, from: agent)
        }
    }
}
