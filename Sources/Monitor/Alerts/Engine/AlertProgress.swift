import Results

/// How one alert goes on at one moment.
struct AlertProgress {
    let policies: [String: NotificationPolicy]
    let at: WallTime

    /// A conclusive cycle of the alert's probe.
    func take(_ outcome: CycleOutcome, _ rule: AlertRule, _ memory: inout AlertMemory, into step: inout AlertStep) {
        let isTroubled = rule.condition.isTroubled(by: outcome)
        if case .firing(var firing) = memory.phase {
            firing.passes = isTroubled ? 0 : firing.passes + 1
            guard firing.passes >= rule.recoverPasses else {
                memory.phase = .firing(firing)
                return
            }
            end(&memory, because: .passed(firing.passes), into: &step)
            return
        }
        memory.note(isTroubled: isTroubled, rule.condition)
        let count = memory.window.count { $0 }
        let failure = failure(rule.condition, outcome)
        let mark = { (reason: AlertReason) in
            AlertMark(since: at, reason: reason.description, failure: failure, result: outcome.result)
        }
        if count >= rule.condition.threshold {
            let reason = reason(rule.condition, count, outcome)
            fire(rule, &memory, mark(reason), because: reason, into: &step)
        } else if count > 0, memory.phase == .inactive {
            let reason = reason(rule.condition, count, outcome)
            move(&memory, to: .pending(mark(reason)), because: reason, into: &step)
        } else if count == 0, memory.phase != .inactive {
            move(&memory, to: .inactive, because: .quiet, into: &step)
        }
    }

    /// No conclusive cycle came for `time`, which is too long.
    func miss(_ rule: AlertRule, _ memory: inout AlertMemory, for time: Duration, into step: inout AlertStep) {
        if case .firing(var firing) = memory.phase {
            firing.passes = 0
            memory.phase = .firing(firing)
            return
        }
        let reason = AlertReason.absent(for: time)
        fire(rule, &memory, AlertMark(since: at, reason: reason.description), because: reason, into: &step)
    }

    /// Tells those again whose time has come.
    func remind(_ memory: inout AlertMemory, into step: inout AlertStep) {
        guard case .firing(var firing) = memory.phase, let alert = memory.alert else { return }
        for reminder in firing.reminders(policies) where reminder.due <= at {
            firing.told[reminder.receiver] = at
            step.notifications.append(notification(.reminder, to: reminder.receiver, of: memory, alert))
        }
        memory.phase = .firing(firing)
    }

    /// Ends whatever the alert is, and tells those who were told of it.
    func end(_ memory: inout AlertMemory, because reason: AlertReason, into step: inout AlertStep) {
        guard case .firing(let firing) = memory.phase else {
            memory.window = []
            if memory.phase != .inactive { move(&memory, to: .inactive, because: reason, into: &step) }
            return
        }
        var alert = memory.alert(.resolved, firing.mark, firing.annotations)
        alert.until = at
        alert.reason = reason.description
        // What made it fire is dealt with, and does not count a second time.
        memory.window = []
        move(&memory, to: .inactive, because: reason, into: &step)
        for receiver in firing.told.keys.sorted() where policies[receiver]?.sendsResolved ?? false {
            step.notifications.append(notification(.resolved, to: receiver, of: memory, alert))
        }
    }

    private func fire(
        _ rule: AlertRule,
        _ memory: inout AlertMemory,
        _ mark: AlertMark,
        because reason: AlertReason,
        into step: inout AlertStep
    ) {
        let receivers = rule.receivers.filter { policies[$0] != nil }
        memory.severity = rule.severity
        memory.window = []
        var alert = memory.alert(.firing, mark, [:])
        let values = alert.values
        alert.annotations = rule.annotations.mapValues { $0.text(values) }
        let firing = AlertFiring(
            mark: mark,
            annotations: alert.annotations,
            passes: 0,
            told: Dictionary(receivers.map { ($0, at) }, uniquingKeysWith: { first, _ in first })
        )
        move(&memory, to: .firing(firing), because: reason, into: &step)
        for receiver in receivers {
            step.notifications.append(notification(.firing, to: receiver, of: memory, alert))
        }
    }

    private func move(
        _ memory: inout AlertMemory,
        to phase: AlertMemory.Phase,
        because reason: AlertReason,
        into step: inout AlertStep
    ) {
        let before = memory
        memory.phase = phase
        guard var alert = memory.alert ?? before.alert else { return }
        if phase == .inactive {
            alert.state = .resolved
            alert.until = at
            alert.reason = reason.description
        }
        step.transitions.append(
            AlertTransition(
                key: memory.key,
                target: memory.target,
                from: before.phase.state,
                to: phase.state,
                reason: reason,
                at: at,
                alert: alert
            )
        )
    }

    /// What the alert is about: a rule for classes may be about a warning, which is no cycle's failure.
    private func failure(_ condition: AlertCondition, _ outcome: CycleOutcome) -> Failure? {
        switch condition {
        case .failures, .consecutive, .absent: outcome.failure
        case .classes(let classes): outcome.finding(of: classes).map(Failure.init) ?? outcome.failure
        }
    }

    private func reason(_ condition: AlertCondition, _ count: Int, _ outcome: CycleOutcome) -> AlertReason {
        switch condition {
        case .failures(_, let of): return .failed(count, of: of, by: outcome.failure)
        case .consecutive(let of): return .failedInARow(count, of: of, by: outcome.failure)
        case .classes(let classes):
            guard let finding = outcome.finding(of: classes) else { return .quiet }
            return .found(finding.failureClass, event: finding.event)
        case .absent(let limit): return .absent(for: limit)
        }
    }

    private func notification(
        _ kind: AlertNotification.Kind,
        to receiver: String,
        of memory: AlertMemory,
        _ alert: Alert
    ) -> AlertNotification {
        AlertNotification(kind: kind, receiver: receiver, group: memory.key.description, alerts: [alert], at: at)
    }
}

extension AlertMemory {
    /// Keeps the last cycles that `condition` looks at, from the first one in trouble on.
    fileprivate mutating func note(isTroubled: Bool, _ condition: AlertCondition) {
        if !isTroubled, condition.isBrokenByPass { window = [] }
        window = Array((window + [isTroubled]).suffix(condition.reach).drop { !$0 })
    }
}

extension AlertFiring {
    /// When each receiver that was told is to be told again.
    func reminders(_ policies: [String: NotificationPolicy]) -> [(receiver: String, due: WallTime)] {
        told.sorted { $0.key < $1.key }.compactMap { receiver, last in
            policies[receiver]?.repeatEvery.map { (receiver, last.advanced(by: $0)) }
        }
    }
}
