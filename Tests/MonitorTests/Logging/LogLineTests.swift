import Logging
import Monitor
import Testing

@Suite("Log lines")
struct LogLineTests {
    @Test("people get a sentence and its facts, without those that the sentence says")
    func text() {
        let line = LogLine(
            at: Sample.noon,
            level: .info,
            message: "users read again",
            metadata: ["users": "2", "file": "my users.yaml", "run": ["probe": "golden-path"], "none": ""]
        )
        #expect(
            line.text == "2026-01-31T12:00:00.000Z info users read again file=\"my users.yaml\" none=\"\" users=2"
        )
    }

    @Test("collectors get every fact, mappings and lists as such")
    func json() {
        let line = LogLine(
            at: Sample.noon,
            level: .notice,
            message: "done",
            metadata: ["run": ["probe": "golden-path"], "list": ["a", "b"], "level": "mine"]
        )
        #expect(
            line.json == """
                {"level":"notice","list":["a","b"],"message":"done","meta_level":"mine","run":{"probe":"golden-path"},\
                "time":"2026-01-31T12:00:00.000Z"}
                """
        )
    }

    @Test("no text of a server begins a line or moves a cursor")
    func hostile() {
        let line = LogLine(
            at: Sample.noon,
            level: .info,
            message: "said \u{1B}[2Jx\n2026 error forged",
            metadata: ["reason": "a\r\nb \u{202E}c \"d\""]
        )
        #expect(
            line.text == "2026-01-31T12:00:00.000Z info said \\u{1B}[2Jx\\u{A}2026 error forged "
                + "reason=\"a\\u{D}\\u{A}b \\u{202E}c \\\"d\\\"\""
        )
        #expect(!line.json.contains("\n"))
        #expect(line.json.contains("\\u001b[2Jx\\n2026"))
    }
}
