import Monitor
import Results

/// Cycles of one probe, told a letter each: `P` passes, `D` is degraded, `F` fails, `I` is inconclusive; ten seconds apart.
struct Story {
    static let start = Sample.noon
    var engine = AlertEngine()
    var now = start
    private var number: UInt64 = 0

    init(_ rules: AlertRule..., policies: [String: NotificationPolicy] = ["oncall": NotificationPolicy()]) {
        let plan = AlertPlan(rules: rules, targets: ["golden-path": "local"], policies: policies)
        _ = engine.adopt(plan, at: now)
    }

    /// What comes of these cycles, all of it.
    mutating func play(_ letters: String, failingBy finding: Finding = .missing) -> AlertStep {
        var all = AlertStep()
        for letter in letters {
            now = now.advanced(by: .seconds(10))
            all.add(engine.take(outcome(letter, finding)))
        }
        return all
    }

    /// Time goes by in which nothing comes.
    mutating func wait(_ time: Duration) -> AlertStep {
        now = now.advanced(by: time)
        return engine.tick(at: now)
    }

    mutating func outcome(_ letter: Character, _ finding: Finding = .missing) -> CycleOutcome {
        number += 1
        var numbers = Numbered(number: number)
        let verdict: Verdict =
            switch letter {
            case "F": .fail
            case "D": .degraded
            case "I": .inconclusive
            case _: .pass
            }
        var warning = finding
        warning.severity = .warn
        return CycleOutcome(
            cycle: ULID(at: now, using: &numbers),
            probe: "golden-path",
            target: "local",
            verdict: verdict,
            failure: verdict == .fail ? Failure(finding) : nil,
            findings: verdict == .fail ? [finding] : verdict == .degraded ? [warning] : [],
            result: ULID(at: now, using: &numbers),
            at: now
        )
    }

    private struct Numbered: RandomNumberGenerator {
        let number: UInt64
        mutating func next() -> UInt64 { number }
    }
}

extension AlertStep {
    mutating func add(_ other: AlertStep) {
        transitions += other.transitions
        memories += other.memories
        forgotten += other.forgotten
        notifications += other.notifications
    }

    /// A transition a line, without the name of the alert.
    var lines: [String] { transitions.map { "\($0.from.rawValue) → \($0.to.rawValue): \($0.reason)" } }

    /// A notification a line: `firing oncall`.
    var told: [String] { notifications.map { "\($0.kind.rawValue) \($0.receiver)" } }
}

extension Finding {
    static var missing: Finding {
        var finding = Finding(.missingEvent, at: .milliseconds(310), detail: "tool_completed never came")
        finding.event = "tool_completed"
        return finding
    }
}

extension AlertRule {
    static func rule(
        _ condition: AlertCondition,
        passes: Int = 1,
        name: String = "broken",
        annotations: [String: AnnotationTemplate] = [:]
    ) -> AlertRule {
        AlertRule(
            name: name,
            probes: ["golden-path"],
            condition: condition,
            recoverPasses: passes,
            receivers: ["oncall"],
            annotations: annotations
        )
    }
}
