public import Results

/// Decides which alerts fire and who is told: a reducer without a clock, a store or a network.
///
/// Cycles come in, and time where nothing comes in; steps go out. An inconclusive cycle changes nothing. An engine that is
/// made of the memories of another one goes on where that one stood: it neither fires again nor forgets.
///
/// ```swift
/// var engine = AlertEngine(memories: stored)
/// try store(engine.adopt(plan, at: .now))
/// try store(engine.take(outcome))
/// if let next = engine.next, next <= .now { try store(engine.tick(at: .now)) }
/// ```
public struct AlertEngine: Sendable {
    private var plan = AlertPlan()
    private var memories: [AlertKey: AlertMemory]
    /// When each probe's last conclusive cycle ended, or since when it is waited for. It is not stored: a monitor that
    /// was not running could not see anything, and says nothing about that time.
    private var seen: [String: WallTime] = [:]

    /// An engine that remembers `memories` and watches nothing yet.
    public init(memories: [AlertMemory] = []) {
        self.memories = Dictionary(memories.map { ($0.key, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// The alerts that are pending or fire, by rule and probe.
    public var alerts: [Alert] {
        memories.values.sorted { $0.key < $1.key }.compactMap(\.alert)
    }

    /// Puts `plan` in force. Alerts without a rule or a probe end, and those who were told of them are told that.
    public mutating func adopt(_ plan: AlertPlan, at now: WallTime) -> AlertStep {
        self.plan = plan
        seen = plan.targets.mapValues { _ in now }.merging(seen.filter { plan.targets[$0.key] != nil }) { $1 }
        var step = AlertStep()
        for before in memories.values.sorted(by: { $0.key < $1.key }) {
            guard let reason = leaving(before) else { continue }
            var memory = before
            let progress = AlertProgress(policies: plan.policies, at: now)
            progress.end(&memory, because: reason, into: &step)
            save(memory, instead: before, into: &step)
        }
        return step
    }

    /// Takes in a cycle.
    public mutating func take(_ outcome: CycleOutcome) -> AlertStep {
        var step = AlertStep()
        guard outcome.verdict != .inconclusive, plan.targets[outcome.probe] == outcome.target else { return step }
        seen[outcome.probe] = max(seen[outcome.probe] ?? outcome.at, outcome.at)
        let progress = AlertProgress(policies: plan.policies, at: outcome.at)
        for rule in plan.rules where rule.probes.contains(outcome.probe) {
            let before = memory(of: rule, about: outcome.probe, on: outcome.target)
            var memory = before
            progress.take(outcome, rule, &memory, into: &step)
            save(memory, instead: before, into: &step)
        }
        return step
    }

    /// Looks at the time: whose cycles stay away, and who is to be reminded.
    public mutating func tick(at now: WallTime) -> AlertStep {
        var step = AlertStep()
        let progress = AlertProgress(policies: plan.policies, at: now)
        for rule in plan.rules {
            for probe in rule.probes {
                guard let target = plan.targets[probe] else { continue }
                let before = memory(of: rule, about: probe, on: target)
                var memory = before
                if case .absent(let limit) = rule.condition, let last = seen[probe], last.advanced(by: limit) <= now {
                    progress.miss(rule, &memory, for: last.duration(to: now), into: &step)
                }
                progress.remind(&memory, into: &step)
                save(memory, instead: before, into: &step)
            }
        }
        return step
    }

    /// When ``tick(at:)`` has something to do, unless cycles come before; nil when never.
    public var next: WallTime? {
        var times: [WallTime] = []
        for rule in plan.rules {
            guard case .absent(let limit) = rule.condition else { continue }
            for probe in rule.probes {
                guard let last = seen[probe], !isFiring(AlertKey(rule: rule.name, probe: probe)) else { continue }
                times.append(last.advanced(by: limit))
            }
        }
        for memory in memories.values {
            guard case .firing(let firing) = memory.phase else { continue }
            times += firing.reminders(plan.policies).map(\.due)
        }
        return times.min()
    }

    private func isFiring(_ key: AlertKey) -> Bool { memories[key]?.phase.state == .firing }

    private func memory(of rule: AlertRule, about probe: String, on target: String) -> AlertMemory {
        let key = AlertKey(rule: rule.name, probe: probe)
        return memories[key] ?? AlertMemory(key: key, target: target, severity: rule.severity)
    }

    private mutating func save(_ memory: AlertMemory, instead before: AlertMemory, into step: inout AlertStep) {
        memories[memory.key] = memory.isBlank ? nil : memory
        step.remember(memory, instead: before)
    }

    /// Why the plan has no place for an alert; nil when it has.
    private func leaving(_ memory: AlertMemory) -> AlertReason? {
        guard plan.rules.contains(where: { $0.name == memory.key.rule && $0.probes.contains(memory.key.probe) }),
            let target = plan.targets[memory.key.probe]
        else { return .removed }
        return target == memory.target ? nil : .retargeted(target)
    }
}
