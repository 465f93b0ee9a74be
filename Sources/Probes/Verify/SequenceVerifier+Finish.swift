internal import Results
public import Transport

/// What a run comes to.
extension SequenceVerifier {
    /// Nothing more comes: the report.
    ///
    /// - Parameters:
    ///   - ending: how the connection's side of the run ended.
    ///   - now: when it did.
    public mutating func finish(_ ending: RunEnding, at now: Instant) -> RunReport {
        let at = sinceRequest(now)
        if let held = identity.held { _ = startAgain(assuming: held) }
        identity.finish().forEach { log.add(.leak($0)) }
        let endedBy = end == nil ? cutShort(ending, at: at) : closed(ending, at: at)
        judgeSurvived(isOurFault: endedBy == .monitorError)
        judgeOrder()
        judgePairs()
        judgeShape()
        return report(endedBy: endedBy)
    }

    /// The run did not end by itself: says what ended it.
    private mutating func cutShort(_ ending: RunEnding, at: Duration) -> FailureClass? {
        let finding: Finding
        switch ending {
        case .silent, .deadline: finding = timedOut(ending, at: at)
        case .lost(let loss): finding = .connectionLost(loss, after: lastEvent?.name, at: at)
        case .protocolError(let what): finding = .protocolError(what, at: at)
        case .tooBig(let limit): finding = .tooBig(limit: limit, at: at)
        case .aborted(let why): finding = .aborted(why, at: at)
        // The end for which the journey left turned out to be somebody else's: the leak says it all.
        case .complete where retrial.tookBackEnd: return nil
        case .complete: finding = .aborted("its journey left before it ended", at: at)
        }
        log.add(finding)
        return finding.failureClass
    }

    private func timedOut(_ ending: RunEnding, at: Duration) -> Finding {
        // Events that went astray explain the silence on the connection that asked.
        if let other = misrouted { return .misrouted(other, at: at) }
        guard let lastEvent else {
            return .noEvents(of: contract.events.count, others: otherNames, end: nil, at: at)
        }
        if ending == .deadline, isGoingOn(since: lastEvent.at, at: at) {
            return .endless(lastEvent.name, at: at, budget: budgets.total.flatMap { at > $0 ? $0 : nil })
        }
        return .stalled(lastEvent.name, since: lastEvent.at, at: at)
    }

    /// Whether events still go on at the deadline, whatever of the budget is left then: the last silence is none that
    /// the events did not break before. Fewer than three of them have no rhythm.
    private func isGoingOn(since last: Duration, at: Duration) -> Bool {
        records.count >= 3 && at - last <= largestGap
    }

    /// The run had ended by itself: says which class explains it where that was without its terminal event.
    private mutating func closed(_ ending: RunEnding, at: Duration) -> FailureClass? {
        guard let end else { return nil }
        switch ending {
        case .complete, .silent, .deadline, .aborted: break
        case .lost(let loss): judgeFarewell(loss, end: end.how, at: at)
        case .protocolError(let what): log.add(.protocolError(what, at: at))
        case .tooBig(let limit): log.add(.tooBig(limit: limit, at: at))
        }
        switch end.how {
        case .failure: return .runFailed
        case .terminal, .end: return judgeMissing(end)
        }
    }

    /// Rule 6: after the terminal event the server may close, with 1000 or 1001.
    private mutating func judgeFarewell(_ loss: RunEnding.Loss, end: RunEnd, at: Duration) {
        switch (end, loss) {
        case (.failure, _), (_, .closed(nil, _)), (_, .closed(1000, _)), (_, .closed(1001, _)): return
        case (.terminal, _), (.end, _): log.add(.badFarewell(loss, at: at))
        }
    }

    /// Rule 3: what a run that ended should have had.
    private mutating func judgeMissing(_ end: (how: RunEnd, at: Duration)) -> FailureClass? {
        guard present.contains(true) else {
            log.add(.noEvents(of: contract.events.count, others: otherNames, end: end.how, at: end.at))
            return .noEvents
        }
        let missing = contract.events.indices.filter { !present[$0] && isRequired($0) }
        let lost = missing.filter { !elsewhere[$0] }
        if let first = missing.first(where: { elsewhere[$0] }) {
            log.add(.misrouted(contract.events[first].name, at: end.at))
        }
        guard !lost.isEmpty else { return missing.isEmpty ? nil : .misroutedEvent }
        log.add(.missing(lost.map { contract.events[$0].name }, end: end.how, at: end.at))
        return .missingEvent
    }

    /// Whether a run that ended has to have had this event: one that is optional is asked for by the other half of
    /// its pair.
    private func isRequired(_ number: Int) -> Bool {
        let bond = contract.plans[number].bond
        // Rule 8: what failed is not completed.
        if let bond, bond.kind == .closes, pairs.haveAllFailed(bond.opener) { return false }
        guard contract.events[number].isOptional else { return true }
        guard let bond, bond.kind == .closes, !bond.mayStayOpen, present[bond.opener] else { return false }
        return contract.plans[bond.opener].closers.allSatisfy { !present[$0] }
    }

    /// Rule 8: an error of a tool that the run survived is a warning. Whether it would have survived one that we gave
    /// up is not known.
    private mutating func judgeSurvived(isOurFault: Bool) {
        let isHarmless = reachedTerminal || isOurFault
        for finding in survived {
            var finding = finding
            if isHarmless { finding.severity = .warn }
            log.add(finding)
        }
    }

    private mutating func judgeOrder() {
        for early in first.tooEarly {
            let (event, after) = (contract.events[early.event].name, contract.events[early.after].name)
            log.add(.outOfOrder(event, after: after, at: early.at, lead: early.lead))
        }
    }

    /// Rule 2: where both halves of a pair came, each has to have its other one.
    private mutating func judgePairs() {
        for stray in pairs.strays where present[stray.partner] {
            log.add(
                .stray(
                    contract.events[stray.event].name,
                    of: contract.events[stray.partner].name,
                    by: pairs.key(of: stray.event),
                    key: stray.key,
                    at: stray.at
                )
            )
        }
        guard let end, !hasFailed else { return }
        for half in pairs.leftOpen where contract.plans[half.event].closers.contains(where: { present[$0] }) {
            log.add(
                .leftOpen(
                    contract.events[half.event].name,
                    contract.events[half.partner].name,
                    by: pairs.key(of: half.event),
                    key: half.key,
                    since: half.at,
                    at: end.at
                )
            )
        }
    }

    /// Rule 12.
    private mutating func judgeShape() {
        guard let expectedEnvelope, let event = records.first, !shapes.isEmpty, !shapes.contains(expectedEnvelope)
        else { return }
        log.add(.envelopeDrift(expected: expectedEnvelope, seen: shapes, at: event.at))
    }

    private func report(endedBy: FailureClass?) -> RunReport {
        var ids = ids
        ids.run = identity.known.run.inUse
        ids.thread = identity.known.thread.inUse
        ids.user = context.users.first ?? context.told.user
        ids.connection = context.told.connection ?? ids.connection
        ids.trace = context.told.trace ?? ids.trace
        return RunReport(
            findings: log.inOrder,
            omittedFindings: log.omitted,
            events: records,
            omittedEvents: omittedEvents,
            ids: ids,
            envelope: expectedEnvelope.flatMap { shapes.contains($0) ? $0 : nil } ?? shapes.first,
            end: end?.how,
            endedBy: endedBy,
            firstEvent: records.first?.at,
            took: end?.at
        )
    }

    private var reachedTerminal: Bool {
        if case .terminal = end?.how { true } else { false }
    }

    private var hasFailed: Bool {
        if case .failure = end?.how { true } else { false }
    }

    /// The first event of this run that came on another connection and nowhere else, of whichever agent.
    private var misrouted: String? {
        let names = contract.events.indices.filter { elsewhere[$0] && !present[$0] }.map { contract.events[$0].name }
        return names.first { name in !records.contains { $0.event == name } }
    }
}
