@testable import Monitor
import Testing

@Suite("Bodies as an Alertmanager sends them")
struct AlertmanagerBodyTests {
    @Test("an alert that fires, the whole body")
    func firing() throws {
        let told = try Told.both().firing
        let result = try #require(told.alerts.first?.result)
        let labels = #"{"alertname":"broken","probe":"golden-path","severity":"page","target":"local"}"#
        let annotations =
            #"{"reason":"1 of 1 failed, missing_event tool_completed","summary":"\"<&>' {{probe}} <!channel> \\ 😀\n\ttwo"}"#
        let print = LabelFingerprint.text(
            of: ["alertname": "broken", "probe": "golden-path", "severity": "page", "target": "local"]
        )
        #expect(
            try Told.text(.alertmanager, told) == """
                {"alerts":[{"annotations":\(annotations),"endsAt":"0001-01-01T00:00:00Z","fingerprint":"\(print)",\
                "generatorURL":"https://quintet.example.com/api/v1/results/\(result)","labels":\(labels),\
                "startsAt":"2026-01-31T12:00:10.000Z","status":"firing"}],"commonAnnotations":\(annotations),\
                "commonLabels":\(labels),"externalURL":"https://quintet.example.com",\
                "groupKey":"{}:{alertname=\\"broken\\", probe=\\"golden-path\\"}",\
                "groupLabels":{"alertname":"broken","probe":"golden-path"},"receiver":"oncall","status":"firing",\
                "truncatedAlerts":0,"version":"4"}
                """
        )
    }

    @Test("an alert that is over has an end")
    func resolved() throws {
        let text = try Told.text(.alertmanager, try Told.both().resolved)
        #expect(text.contains(#""endsAt":"2026-01-31T12:00:20.000Z""#))
        #expect(text.contains(#""receiver":"oncall","status":"resolved""#))
    }

    @Test("the fingerprint is that of Prometheus: FNV-1a, of no labels its offset")
    func fingerprint() {
        #expect(LabelFingerprint.text(of: [:]) == "cbf29ce484222325")
        #expect(LabelFingerprint.text(of: ["a": "b"]).count == 16)
    }
}
