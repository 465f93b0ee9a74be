import Configuration
import FoundationEssentials
@testable import Monitor
import Results
import TestSupport
import Testing

@Suite("The configuration of alerts")
struct AlertConfigurationTests {
    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    @Test("rules and receivers are read as they are written")
    func everything() throws {
        let files = try AlertFiles(
            rules: """
                rules:
                  - name: broken
                    probes: [golden-path]
                    when: { failures: 2, of: 3 }
                    recover: { passes: 2 }
                    severity: ticket
                    receivers: [oncall, oncall]
                    annotations: { summary: "{{probe}}" }
                  - { name: row, probes: ["*"], when: { consecutive: 4 } }
                  - { name: leak, probes: ["*", golden-path], when: { class: [cross_user_leak, tls_expiring] } }
                  - { name: gone, probes: [golden-path], when: { absent: 5m } }
                """,
            receivers: """
                receivers:
                  - name: oncall
                    webhook: { url: "${file:../secrets/url}", format: slack, secret: "${env:HOOK_SECRET}" }
                    headers: { X-Team: probes }
                    authorization: Bearer abcdef
                    repeat_every: 1h
                    send_resolved: false
                    timeout: 3s
                """
        )
        try files.folder.write("secrets/url", "https://hooks.example.com/T000/B000\n")
        let alerts = try files.load(["HOOK_SECRET": Self.secret]).alerts
        let both = ["golden-path", "seldom"]
        let expected = [
            AlertRule(
                name: "broken",
                probes: ["golden-path"],
                condition: .failures(count: 2, of: 3),
                recoverPasses: 2,
                severity: .ticket,
                receivers: ["oncall"],
                annotations: ["summary": try AnnotationTemplate("{{probe}}")]
            ),
            AlertRule(name: "row", probes: both, condition: .consecutive(4)),
            AlertRule(name: "leak", probes: both, condition: .classes([.crossUserLeak, .tlsExpiring])),
            AlertRule(name: "gone", probes: ["golden-path"], condition: .absent(.seconds(300))),
        ]
        #expect(alerts.rules == expected)
        let webhook = Webhook(
            url: Secret("https://hooks.example.com/T000/B000"),
            format: .slack,
            secret: try WebhookSecret(Secret(Self.secret)),
            headers: [("X-Team", Secret("probes"))],
            authorization: Secret("Bearer abcdef")
        )
        let policy = NotificationPolicy(repeatEvery: .seconds(3_600), sendsResolved: false)
        #expect(
            alerts.receivers == [
                AlertReceiver(name: "oncall", webhook: webhook, policy: policy, timeout: .seconds(3))
            ]
        )
        #expect(!"\(alerts)".contains("T000"))
        #expect(!"\(alerts)".contains("abcdef"))
    }

    @Test("every problem of every file comes at once, each at its place")
    func problems() throws {
        let files = try AlertFiles(
            rules: """
                rules:
                  - name: a
                    probes: [golden-pat]
                    when: { failures: 4, of: 3 }
                    recover: { passes: 0 }
                    severity: loud
                    receivers: [nobody]
                    annotations: { summary: "{{prob}}", detail: "{{#probe}}" }
                  - { name: a, probes: [], when: {} }
                  - { name: b, probes: [seldom], when: { absent: 5m } }
                  - { name: c, probes: ["*"], when: { class: [leak, monitor_error] } }
                  - { name: d, probes: ["*"], when: { consecutive: 2, of: 3 }, wen: 1 }
                  - { name: e, probes: ["*"], when: { failures: 2 } }
                """,
            receivers: """
                receivers:
                  - { name: oncall, webhook: { url: "ftp://x/SECRETPATH", secret: whsec_AAAA, format: slak } }
                  - { name: none }
                  - { name: both, webhook: { url: "http://127.0.0.1/" }, alertmanager: { urls: [] }, repeat_every: 1s }
                """
        )
        #expect(
            files.problems == [
                "alerts/receivers.yaml:2:32 receivers[0].webhook.url: has a scheme that is not used here; want a URL that begins with http:// or https://",
                "alerts/receivers.yaml:2:59 receivers[0].webhook.secret: has 3 bytes; want Base64 of 24 to 64 random bytes, as `openssl rand -base64 32` gives",
                "alerts/receivers.yaml:2:79 receivers[0].webhook.format: slak is not one of standard, alertmanager, slack, pagerduty, discord, teams, template; did you mean slack?",
                "alerts/receivers.yaml:3:5 receivers[1]: says not where it is; give webhook or alertmanager",
                "alerts/receivers.yaml:4:58 receivers[2].alertmanager: cannot stand beside webhook; keep one of the two",
                "alerts/receivers.yaml:4:86 receivers[2].repeat_every: 1s is too short; want 1m to 30d",
                "alerts/rules/a.yaml:3:14 rules[0].probes[0]: golden-pat: there is no such probe; did you mean golden-path?",
                "alerts/rules/a.yaml:4:13 rules[0].when.failures: 4 of 3 can never be; lower failures or raise of",
                "alerts/rules/a.yaml:5:16 rules[0].recover.passes: 0 is out of range; want a whole number, 1 to 100",
                "alerts/rules/a.yaml:6:5 rules[0].severity: loud is not one of page, ticket, info",
                "alerts/rules/a.yaml:7:17 rules[0].receivers[0]: nobody: there is no such receiver; want oncall, none, both",
                "alerts/rules/a.yaml:8:20 rules[0].annotations.summary: there is no variable {{prob}}; did you mean {{probe}}?",
                "alerts/rules/a.yaml:8:41 rules[0].annotations.detail: opens or closes the section probe without its counterpart",
                "alerts/rules/a.yaml:9:7 rules[1].name: a: is taken by rules[0].name; choose another name",
                "alerts/rules/a.yaml:9:16 rules[1].probes: has 0 items; want 1 to 10000",
                "alerts/rules/a.yaml:9:28 rules[1].when: says nothing to wait for; give one of failures with of, consecutive, class, absent, burn_rate, p95",
                "alerts/rules/a.yaml:10:34 rules[2].when: absent 5m passes between two runs of seldom; want 10m10s or more",
                "alerts/rules/a.yaml:11:47 rules[3].when.class[0]: leak is not one of \(classes)",
                "alerts/rules/a.yaml:11:53 rules[3].when.class[1]: is a trouble of the monitor's own, and inconclusive; no rule counts it. Use absent",
                "alerts/rules/a.yaml:12:55 rules[4].when.of: belongs to failures; give failures: N beside it",
                "alerts/rules/a.yaml:12:64 rules[4].wen: unknown key; want name, probes, when, recover, severity, receivers, annotations",
                "alerts/rules/a.yaml:13:39 rules[5].when.failures: needs of beside it; give how many of the last cycles are counted, like of: 3",
            ]
        )
    }

    @Test("what is known and not built is accepted and told")
    func unbuilt() throws {
        let files = try AlertFiles(
            rules: """
                rules:
                  - { name: a, probes: ["*"], when: { burn_rate: golden-path }, receivers: [pd, am] }
                  - { name: b, probes: ["*"], when: { p95: total, above: 4s, over: 10m } }
                """,
            receivers: """
                receivers:
                  - { name: pd, webhook: { url: "https://x.example.com/", format: pagerduty }, group_by: [target] }
                  - { name: am, alertmanager: { urls: ["http://127.0.0.1:9093"] } }
                """
        )
        #expect(try files.load().alerts == AlertSettings())
        #expect(
            try files.notes == [
                "alerts/receivers.yaml:2:59 receivers[0].webhook.format: pagerduty is not in force yet: nothing is sent to this receiver",
                "alerts/receivers.yaml:2:80 receivers[0].group_by: not in force yet: each alert is a group of its own",
                "alerts/receivers.yaml:3:17 receivers[1].alertmanager: not in force yet: nothing is sent to this receiver",
                "alerts/rules/a.yaml:2:39 rules[0].when.burn_rate: not in force yet",
                "alerts/rules/a.yaml:3:39 rules[1].when.p95: not in force yet",
                "quintet.yaml:5:1 alerts: not in force yet",
            ]
        )
    }

    @Test("a pattern that no file matches, and a folder that is not there, are problems")
    func patterns() throws {
        let files = try AlertFiles(rules: "rules: []")
        try files.folder.write(
            "quintet.yaml",
            """
            targets: [{ name: local, url: "ws://127.0.0.1:8000/ws" }]
            probes: [{ name: golden-path, target: local }]
            alerts: { rules: ["alerts/rules/*.yml", "none/*.yaml", "alerts/rules/b.yaml"] }
            """
        )
        #expect(
            files.problems == [
                "quintet.yaml:3:19 alerts.rules[0]: no file matches /alerts/rules/*.yml; create one or correct the path",
                "quintet.yaml:3:41 alerts.rules[1]: the folder of /none/*.yaml cannot be read; create it or correct the path",
                "quintet.yaml:3:56 alerts.rules[2]: the file /alerts/rules/b.yaml does not exist; create it or correct the path",
            ]
        )
    }

    @Test("the files that are shipped load for any configuration of frequent probes")
    func shipped() throws {
        let files = try AlertFiles(rules: "rules: []")
        let root = FixtureFolder.examples + "/../alerts"
        try files.folder.write(
            "quintet.yaml",
            """
            targets: [{ name: local, url: "ws://127.0.0.1:8000/ws" }]
            probes: [{ name: golden-path, target: local }]
            alerts: { rules: ["\(root)/rules/*.yaml"], receivers: \(root)/receivers.yaml }
            """
        )
        let alerts = try files.load().alerts
        #expect(
            alerts.rules.map(\.name) == [
                "probe-failing", "probe-unstable", "isolation-broken", "certificate-ending", "no-results",
            ]
        )
        #expect(alerts.receivers.map(\.name) == ["oncall"])
    }

    private var classes: String {
        FailureClass.allCases.map(\.rawValue).joined(separator: ", ")
    }
}
