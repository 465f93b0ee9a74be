import FoundationEssentials
import Monitor
import Results
import TestSupport
import Testing

/// What holds whatever happens. Each seed is another story of cycles, restarts and silence.
@Suite("Alerts, whatever happens")
struct AlertPropertyTests {
    private static let conditions: [(rule: AlertRule, count: Int, of: Int)] = [
        (.rule(.failures(count: 1, of: 1)), 1, 1),
        (.rule(.failures(count: 2, of: 3), passes: 2), 2, 3),
        (.rule(.failures(count: 3, of: 7), passes: 3), 3, 7),
        (.rule(.failures(count: 5, of: 5)), 5, 5),
    ]

    @Test("never two firings in a row, never a resolve without one, through restarts", arguments: UInt64(0)..<60)
    func order(seed: UInt64) throws {
        var random = Seeded(seed)
        let rules: [AlertRule] = [
            .rule(.failures(count: 2, of: 4), passes: 2, name: "a"), .rule(.consecutive(3), name: "b"),
            .rule(.classes([.missingEvent]), passes: 3, name: "c"), .rule(.absent(.seconds(60)), name: "d"),
        ]
        let plan = AlertPlan(
            rules: rules,
            targets: ["golden-path": "local"],
            policies: ["oncall": NotificationPolicy(repeatEvery: .seconds(90))]
        )
        var story = Story()
        _ = story.engine.adopt(plan, at: story.now)
        var stored: [String: Data] = [:]
        var step = AlertStep()
        for _ in 0..<400 {
            let happened = try happen(&story, &random, plan, stored)
            try save(happened, in: &stored)
            step.add(happened)
        }
        for rule in rules {
            let states = step.transitions.filter { $0.key.rule == rule.name }
            // Each begins where the one before ended, so no state is entered twice in a row.
            #expect(zip(states, states.dropFirst()).allSatisfy { $0.to == $1.from && $0.from != $0.to })
            var isFiring = false
            for notification in step.notifications where notification.group.hasPrefix("\(rule.name)/") {
                switch notification.kind {
                case .firing: #expect(!isFiring)
                case .reminder, .resolved: #expect(isFiring)
                case .test: Issue.record("nobody asked for a test")
                }
                isFiring = notification.kind != .resolved
            }
        }
        #expect(step.notifications.count > 4)
    }

    @Test("N of M is counted right, whatever comes between", arguments: UInt64(0)..<60)
    func counting(seed: UInt64) throws {
        var random = Seeded(seed)
        for (rule, count, of) in Self.conditions {
            let plan = AlertPlan(rules: [rule], targets: ["golden-path": "local"], policies: ["oncall": .init()])
            var story = Story()
            _ = story.engine.adopt(plan, at: story.now)
            var stored: [String: Data] = [:]
            var oracle = Oracle(count: count, of: of, passes: rule.recoverPasses)
            for _ in 0..<300 {
                let letter = "PPFFDI".randomElement(&random)
                if random.next(below: 10) == 0 { try restart(&story, plan, stored) }
                let step = story.play(String(letter))
                try save(step, in: &stored)
                oracle.take(letter)
                #expect(story.engine.alerts.map(\.state) == oracle.state.map { [$0] } ?? [])
            }
        }
    }

    @Test("an engine that forgets with each restart is found out by the count")
    func planted() {
        let rule = AlertRule.rule(.failures(count: 2, of: 3))
        let plan = AlertPlan(rules: [rule], targets: ["golden-path": "local"])
        var story = Story(rule)
        var oracle = Oracle(count: 2, of: 3, passes: 1)
        for letter in "FF" {
            story.engine = AlertEngine()
            _ = story.engine.adopt(plan, at: story.now)
            _ = story.play(String(letter))
            oracle.take(letter)
        }
        #expect(story.engine.alerts.map(\.state) == [.pending])
        #expect(oracle.state == .firing)
    }

    /// One thing out of those that happen.
    private func happen(
        _ story: inout Story,
        _ random: inout Seeded,
        _ plan: AlertPlan,
        _ stored: [String: Data]
    ) throws -> AlertStep {
        switch random.next(below: 12) {
        case 0:
            try restart(&story, plan, stored)
            return AlertStep()
        case 1: return story.wait(.seconds(random.next(below: 100)))
        case 2...4: return story.play("F")
        case 5: return story.play("I")
        case 6: return story.play("D")
        case _: return story.play("P")
        }
    }

    /// What kill -9 leaves: the memories, as they are stored.
    private func restart(_ story: inout Story, _ plan: AlertPlan, _ stored: [String: Data]) throws {
        let memories = try stored.values.map { try JSONDecoder().decode(AlertMemory.self, from: $0) }
        story.engine = AlertEngine(memories: memories)
        let step = story.engine.adopt(plan, at: story.now)
        #expect(step.isEmpty)
    }

    private func save(_ step: AlertStep, in stored: inout [String: Data]) throws {
        for memory in step.memories { stored["\(memory.key)"] = try JSONEncoder().encode(memory) }
        for key in step.forgotten { stored["\(key)"] = nil }
    }
}

/// N of M written down in the plainest way: the whole history since the last end.
private struct Oracle {
    let count: Int
    let of: Int
    let passes: Int
    private var history: [Bool] = []
    private var isFiring = false

    init(count: Int, of: Int, passes: Int) {
        self.count = count
        self.of = of
        self.passes = passes
    }

    mutating func take(_ letter: Character) {
        guard letter != "I" else { return }
        history.append(letter == "F")
        if isFiring {
            guard history.count >= passes, !history.suffix(passes).contains(true) else { return }
            isFiring = false
            history = []
        } else if failures >= count {
            isFiring = true
            history = []
        }
    }

    var state: Alert.State? { isFiring ? .firing : failures > 0 ? .pending : nil }

    private var failures: Int { history.suffix(of).count { $0 } }
}

extension String {
    fileprivate func randomElement(_ random: inout Seeded) -> Character {
        self[index(startIndex, offsetBy: random.next(below: count))]
    }
}
