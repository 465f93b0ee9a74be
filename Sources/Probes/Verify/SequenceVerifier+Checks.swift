internal import Results

/// Fields and budgets.
extension SequenceVerifier {
    mutating func checkFields(_ plan: EventPlan, _ frame: EventFrame, isAnswer: Bool, at: Duration) {
        for field in plan.requires {
            guard Self.isEmpty(frame.span(of: field)), incomplete.insert("\(frame.name).\(field.name)").inserted else {
                continue
            }
            log.add(.incomplete(frame.name, field: field.name, at: at))
        }
        if isAnswer, let field = plan.answer {
            checkAnswer(frame.name, frame.span(of: field).flatMap { frame.value(at: $0) }, at: at)
        }
        for check in plan.checks {
            let value = frame.span(of: check.field).flatMap { frame.value(at: $0) }
            let found = value.flatMap { check.assertion.path.value(in: $0, from: 1) }
            guard found != check.assertion.equals else { continue }
            log.add(
                .wrongValue(check.assertion, found: found.map { String($0.text().unicodeScalars.prefix(80)) }, at: at)
            )
        }
    }

    private static func isEmpty(_ span: JSONSpan?) -> Bool {
        guard let span else { return true }
        return span.kind == .string && span.range.isEmpty
    }

    private mutating func checkAnswer(_ event: String, _ answer: JSONValue?, at: Duration) {
        let judgement = contract.answers.judge(answer, nonce: context.nonce)
        if let flaw = judgement.flaw { log.add(.emptyAnswer(event, flaw, at: at)) }
        if judgement.isCanned, !hasFallenBack {
            hasFallenBack = true
            log.add(.cannedAnswer(event, at: at))
        }
    }

    /// An event's own budget is for its first occurrence.
    mutating func checkFirst(_ rule: EventRule, at: Duration) {
        guard let budget = budgets.events[rule.name] ?? rule.within, at > budget else { return }
        log.add(.late(rule.name, since: "the request", took: at, budget: budget, at: at))
    }

    /// The first event has a budget from the request, every other one from the event before it.
    mutating func checkPace(_ event: String, gap: Duration, isFirst: Bool, at: Duration) {
        guard !isFirst else {
            if let budget = budgets.firstEvent, at > budget {
                log.add(.late(event, since: "the request", took: at, budget: budget, at: at))
            }
            return
        }
        largestGap = max(largestGap, gap)
        if let budget = budgets.gap, gap > budget {
            log.add(.late(event, since: "the event before", took: gap, budget: budget, at: at))
        }
    }
}
