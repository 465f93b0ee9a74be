import Configuration
import FoundationEssentials
@testable import Monitor
import Testing

@Suite("Standard webhooks")
struct StandardBodyTests {
    @Test("the public test vector of the Standard Webhooks 1.0.0")
    func vector() throws {
        let secret = try WebhookSecret(Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let signature = secret.signature(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
            seconds: 1_614_265_330,
            body: Array(#"{"test": 2432232314}"#.utf8)
        )
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test("a secret that signs nothing well is refused, and not shown")
    func secrets() throws {
        #expect(throws: WebhookSecret.Refusal.encoding) { try WebhookSecret(Secret("whsec_not base64!")) }
        #expect(throws: WebhookSecret.Refusal.length(3)) { try WebhookSecret(Secret("whsec_AAAA")) }
        let secret = try WebhookSecret(Secret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        #expect(!"\(secret)".contains("MfKQ"))
        // Planted: a text that is no secret would be seen.
        #expect("\(["MfKQ"])".contains("MfKQ"))
    }

    @Test("an alert that fires, the whole body")
    func firing() throws {
        let told = try Told.both().firing
        let result = try #require(told.alerts.first?.result)
        #expect(
            try Told.text(.standard, told) == """
                {"data":{"alerts":[{"annotations":{"summary":"\\"<&>' {{probe}} <!channel> \\\\ 😀\\n\\ttwo"},\
                "failure":{"blame":"agent","class":"missing_event",\
                "detail":"\\"<&>' {{probe}} <!channel> \\\\ 😀\\n\\ttwo","event":"tool_completed"},\
                "labels":{"probe":"golden-path","target":"local"},"name":"broken",\
                "reason":"1 of 1 failed, missing_event tool_completed","result":"\(result)","severity":"page",\
                "since":"2026-01-31T12:00:10.000Z","state":"firing"}],"group":"broken/golden-path",\
                "links":{"monitor":"https://quintet.example.com/",\
                "results":["https://quintet.example.com/api/v1/results/\(result)"]}},\
                "timestamp":"2026-01-31T12:00:10.000Z","type":"alert.firing"}
                """
        )
    }

    @Test("an alert that is over says when, and since when it had fired")
    func resolved() throws {
        let told = try Told.both(summary: "x").resolved
        let text = try Told.text(.standard, told)
        #expect(text.contains(#""reason":"a cycle passed","resolved_at":"2026-01-31T12:00:20.000Z""#))
        #expect(text.contains(#""since":"2026-01-31T12:00:10.000Z","state":"resolved""#))
        #expect(text.hasSuffix(#""timestamp":"2026-01-31T12:00:20.000Z","type":"alert.resolved"}"#))
    }

    @Test("a test says that it is one, in every format", arguments: NotificationFormat.allCases)
    func sample(format: NotificationFormat) throws {
        let text = try Told.text(format, .sample(for: "oncall", at: Sample.noon))
        #expect(text.contains("nothing is wrong"))
    }
}
