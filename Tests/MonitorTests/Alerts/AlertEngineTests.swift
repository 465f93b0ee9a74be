import FoundationEssentials
import Monitor
import Results
import Testing

@Suite("Alerts")
struct AlertEngineTests {
    @Test("two of three cycles failed: pending, firing, resolved, each with its reason")
    func failures() {
        var story = Story(.rule(.failures(count: 2, of: 3), passes: 2))
        let step = story.play("PFPFPP")
        #expect(
            step.lines == [
                "inactive → pending: 1 of 3 failed, missing_event tool_completed",
                "pending → firing: 2 of 3 failed, missing_event tool_completed",
                "firing → inactive: 2 cycles in a row passed",
            ]
        )
        #expect(step.told == ["firing oncall", "resolved oncall"])
    }

    @Test("a transition names its alert, its probe and its target")
    func words() {
        var story = Story(.rule(.failures(count: 1, of: 1)))
        #expect(
            story.play("F").transitions.map(\.description) == [
                "broken (golden-path on local): inactive → firing: 1 of 1 failed, missing_event tool_completed"
            ]
        )
    }

    @Test("a failure that falls out of sight was not enough")
    func quiet() {
        var story = Story(.rule(.failures(count: 2, of: 3)))
        #expect(
            story.play("FPPP").lines == [
                "inactive → pending: 1 of 3 failed, missing_event tool_completed",
                "pending → inactive: the trouble did not last",
            ]
        )
    }

    @Test("what made an alert fire does not count again after it was resolved")
    func freshStart() {
        var story = Story(.rule(.failures(count: 2, of: 3)))
        #expect(story.play("FFPFP").told == ["firing oncall", "resolved oncall"])
    }

    @Test("in a row means without a cycle that is well between")
    func consecutive() {
        var story = Story(.rule(.consecutive(3)))
        #expect(
            story.play("FFPFFF").lines == [
                "inactive → pending: 1 of 3 in a row failed, missing_event tool_completed",
                "pending → inactive: the trouble did not last",
                "inactive → pending: 1 of 3 in a row failed, missing_event tool_completed",
                "pending → firing: 3 of 3 in a row failed, missing_event tool_completed",
            ]
        )
    }

    @Test("a class fires at once, as a warning too, and is what the alert is about")
    func classes() {
        let rule = AlertRule.rule(.classes([.crossUserLeak, .tlsExpiring]))
        var story = Story(rule)
        let step = story.play("FDP", failingBy: Finding(.tlsExpiring, detail: "ends in 3 days"))
        #expect(
            step.lines == ["inactive → firing: tls_expiring found", "firing → inactive: a cycle passed"]
        )
        #expect(step.notifications.first?.alerts.first?.failure?.detail == "ends in 3 days")
        var other = Story(rule)
        #expect(other.play("FFF").isEmpty)
    }

    @Test("a degraded cycle has not failed")
    func degraded() {
        var story = Story(.rule(.failures(count: 1, of: 1)))
        #expect(story.play("DD").isEmpty)
        #expect(story.play("FD").told == ["firing oncall", "resolved oncall"])
    }

    @Test("an inconclusive cycle changes nothing, wherever the alert stands", arguments: ["", "F", "FF", "FFP"])
    func inconclusive(before: String) {
        var story = Story(.rule(.failures(count: 2, of: 3), passes: 2))
        _ = story.play(before)
        let alerts = story.engine.alerts
        #expect(story.play("III").isEmpty)
        #expect(story.engine.alerts == alerts)
    }

    @Test("cycles that stay away fire; inconclusive ones are no sign of life; a good one resolves")
    func absent() {
        var story = Story(.rule(.absent(.seconds(300))))
        #expect(story.engine.next == Story.start.advanced(by: .seconds(300)))
        _ = story.play("P")
        #expect(story.engine.next == Story.start.advanced(by: .seconds(310)))
        _ = story.play("I")
        #expect(story.wait(.seconds(289)).isEmpty)
        #expect(story.wait(.seconds(1)).lines == ["inactive → firing: no result for 5m"])
        #expect(story.wait(.seconds(600)).isEmpty)
        #expect(story.play("F").lines == ["firing → inactive: a cycle passed"])
    }

    @Test("a monitor that starts again waits anew before it misses anything")
    func absentAfterRestart() {
        var story = Story(.rule(.absent(.seconds(300))))
        _ = story.wait(.seconds(299))
        let plan = AlertPlan(rules: [.rule(.absent(.seconds(300)))], targets: ["golden-path": "local"])
        story.engine = AlertEngine()
        _ = story.engine.adopt(plan, at: story.now)
        #expect(story.wait(.seconds(299)).isEmpty)
        #expect(story.wait(.seconds(1)).lines == ["inactive → firing: no result for 5m"])
    }

    @Test("who was told is reminded after repeat_every, and again")
    func reminders() {
        let policies = [
            "oncall": NotificationPolicy(repeatEvery: .seconds(3_600)), "chat": NotificationPolicy(repeatEvery: nil),
        ]
        var rule = AlertRule.rule(.failures(count: 1, of: 1))
        rule.receivers = ["oncall", "chat", "nobody"]
        var story = Story(rule, policies: policies)
        #expect(story.play("F").told == ["firing oncall", "firing chat"])
        #expect(story.engine.next == story.now.advanced(by: .seconds(3_600)))
        #expect(story.wait(.seconds(3_599)).isEmpty)
        #expect(story.wait(.seconds(1)).told == ["repeat oncall"])
        #expect(story.wait(.seconds(3_600)).told == ["repeat oncall"])
        #expect(story.play("P").told == ["resolved chat", "resolved oncall"])
    }

    @Test("send_resolved: false keeps the end of an alert from a receiver")
    func withoutResolved() {
        let policies = ["oncall": NotificationPolicy(sendsResolved: false)]
        var story = Story(.rule(.failures(count: 1, of: 1)), policies: policies)
        #expect(story.play("FP").told == ["firing oncall"])
    }

    @Test("an alert whose rule is gone ends, and who was told of it is told that")
    func removedRule() {
        var story = Story(.rule(.failures(count: 1, of: 1)))
        _ = story.play("F")
        let plan = AlertPlan(targets: ["golden-path": "local"], policies: ["oncall": NotificationPolicy()])
        let step = story.engine.adopt(plan, at: story.now)
        #expect(step.lines == ["firing → inactive: the rule or its probe is no longer configured"])
        #expect(step.told == ["resolved oncall"])
        #expect(step.forgotten == [AlertKey(rule: "broken", probe: "golden-path")])
        #expect(story.engine.alerts.isEmpty)
    }

    @Test("a probe that watches something else takes no alert along")
    func retargeted() {
        let rule = AlertRule.rule(.failures(count: 1, of: 1))
        var story = Story(rule)
        _ = story.play("F")
        let plan = AlertPlan(rules: [rule], targets: ["golden-path": "other"], policies: ["oncall": .init()])
        #expect(
            story.engine.adopt(plan, at: story.now).lines == ["firing → inactive: the probe watches other now"]
        )
        // A run that was under way then says nothing of the new target.
        #expect(story.play("F").isEmpty)
    }

    @Test("annotations are filled in when the alert fires, and stay so until it is resolved")
    func annotations() throws {
        let summary = try AnnotationTemplate("{{probe}} on {{target}}: {{failure.class}}")
        var story = Story(.rule(.failures(count: 1, of: 1), annotations: ["summary": summary]))
        let step = story.play("FP")
        #expect(
            step.notifications.flatMap(\.alerts).map(\.annotations)
                == Array(repeating: ["summary": "golden-path on local: missing_event"], count: 2)
        )
    }

    @Test("the alert as the API shows it")
    func json() throws {
        var story = Story(.rule(.failures(count: 1, of: 1)))
        _ = story.play("F")
        let result = try #require(story.engine.alerts.first?.result)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = String(decoding: try encoder.encode(story.engine.alerts), as: UTF8.self)
        #expect(
            text == """
                [{"annotations":{},"failure":{"blame":"agent","class":"missing_event",\
                "detail":"tool_completed never came","event":"tool_completed"},\
                "labels":{"probe":"golden-path","target":"local"},"name":"broken",\
                "reason":"1 of 1 failed, missing_event tool_completed","result":"\(result)",\
                "severity":"page","since":"2026-01-31T12:00:10.000Z","state":"firing"}]
                """
        )
        #expect(try JSONDecoder().decode([Alert].self, from: Data(text.utf8)) == story.engine.alerts)
    }
}
