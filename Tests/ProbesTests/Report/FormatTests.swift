import Probes
import Results
import Testing

@Suite("Outcomes for continuous integration")
struct FormatTests {
    private static let degraded = Samples.result { result in
        result.verdict = .degraded
        result.findings = [Finding(.emptyAnswer, detail: "agent_completed carries no answer")]
    }

    private static let inconclusive = Samples.result { result in
        result.verdict = .inconclusive
        result.user = nil
        result.findings = [Finding(.monitorError, detail: "no descriptors are left")]
    }

    /// A server that would like to be a part of the report.
    private static let forging = Samples.result { result in
        var failed = Finding(
            .runFailed,
            detail: "]]></failure> & \"x\" 100%\n::error::forged\n##[add-path]/evil # SKIP \\ \u{1B}[2J\u{FFFE}"
        )
        failed.event = "agent_error"
        result.probe = "golden # TODO"
        result.verdict = .fail
        result.findings = [failed]
        result.failure = Failure(failed)
    }

    private static var cases: [ReportCase] {
        [Samples.result(), Self.degraded, Samples.failed, Self.inconclusive, Self.forging].map { ReportCase($0) }
    }

    @Test("TAP 14")
    func tap() {
        var report = TAPReport()
        let text = TAPReport.head + Self.cases.map { report.lines(of: $0) }.joined() + report.end
        #expect(
            text == ##"""
                TAP version 14
                ok 1 - local: golden-path as probe-1
                  ---
                  verdict: pass
                  duration_ms: 331.0
                  ...
                ok 2 - local: golden-path as probe-1
                  ---
                  verdict: degraded
                  duration_ms: 331.0
                  message: "empty_answer: agent_completed carries no answer"
                  details:
                    - "result 01JD8Z6T0N6E0X2M8W3J5Q7R9S"
                  ...
                not ok 3 - local: golden-path as probe-1
                  ---
                  verdict: fail
                  duration_ms: 331.0
                  message: "missing_event: tool_completed never came; the run ended with agent_completed 0.31 s after the request"
                  details:
                    - "look first: agent"
                    - "warn late_event: agent_started came 50 ms after the request; 40 ms are allowed"
                    - "result 01JD8Z6T0N6E0X2M8W3J5Q7R9S"
                  ...
                not ok 4 - local: golden-path
                  ---
                  verdict: inconclusive
                  duration_ms: 331.0
                  message: "monitor_error: no descriptors are left"
                  details:
                    - "result 01JD8Z6T0N6E0X2M8W3J5Q7R9S"
                  ...
                not ok 5 - local: golden \# TODO as probe-1
                  ---
                  verdict: fail
                  duration_ms: 331.0
                  message: "run_failed: ]]></failure> & \"x\" 100%\\u{A}::error::forged\\u{A}##[add-path]/evil # SKIP \\ \\u{1B}[2J￾"
                  details:
                    - "look first: agent"
                    - "result 01JD8Z6T0N6E0X2M8W3J5Q7R9S"
                  ...
                1..5

                """##
        )
    }

    @Test("JUnit's XML")
    func junit() {
        var report = JUnitReport(name: "quintet probe")
        Self.cases.forEach { report.add($0) }
        #expect(
            report.text == #"""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="quintet probe" tests="5" failures="2" errors="1" skipped="0" time="1.655">
                  <testsuite name="quintet probe" tests="5" failures="2" errors="1" skipped="0" time="1.655">
                    <testcase classname="local" name="golden-path as probe-1" time="0.331"/>
                    <testcase classname="local" name="golden-path as probe-1" time="0.331">
                      <system-out>empty_answer: agent_completed carries no answer
                result 01JD8Z6T0N6E0X2M8W3J5Q7R9S</system-out>
                    </testcase>
                    <testcase classname="local" name="golden-path as probe-1" time="0.331">
                      <failure type="missing_event" message="missing_event: tool_completed never came; the run ended with agent_completed 0.31 s after the request">missing_event: tool_completed never came; the run ended with agent_completed 0.31 s after the request
                look first: agent
                warn late_event: agent_started came 50 ms after the request; 40 ms are allowed
                result 01JD8Z6T0N6E0X2M8W3J5Q7R9S</failure>
                    </testcase>
                    <testcase classname="local" name="golden-path" time="0.331">
                      <error type="monitor_error" message="monitor_error: no descriptors are left">monitor_error: no descriptors are left
                result 01JD8Z6T0N6E0X2M8W3J5Q7R9S</error>
                    </testcase>
                    <testcase classname="local" name="golden # TODO as probe-1" time="0.331">
                      <failure type="run_failed" message="run_failed: ]]&gt;&lt;/failure&gt; &amp; &quot;x&quot; 100%\u{A}::error::forged\u{A}##[add-path]/evil # SKIP \ \u{1B}[2J\u{FFFE}">run_failed: ]]&gt;&lt;/failure&gt; &amp; &quot;x&quot; 100%\u{A}::error::forged\u{A}##[add-path]/evil # SKIP \ \u{1B}[2J\u{FFFE}
                look first: agent
                result 01JD8Z6T0N6E0X2M8W3J5Q7R9S</failure>
                    </testcase>
                  </testsuite>
                </testsuites>

                """#
        )
    }

    @Test("annotations of GitHub Actions, and no command of a server")
    func github() {
        #expect(
            Self.cases.map(GitHubReport.line).joined() == #"""
                PASS local: golden-path as probe-1, 0.33 s
                ::warning title=local%3A golden-path as probe-1%2C degraded::empty_answer: agent_completed carries no answer%0Aresult 01JD8Z6T0N6E0X2M8W3J5Q7R9S
                ::error title=local%3A golden-path as probe-1%2C fail::missing_event: tool_completed never came; the run ended with agent_completed 0.31 s after the request%0Alook first: agent%0Awarn late_event: agent_started came 50 ms after the request; 40 ms are allowed%0Aresult 01JD8Z6T0N6E0X2M8W3J5Q7R9S
                ::error title=local%3A golden-path%2C inconclusive::monitor_error: no descriptors are left%0Aresult 01JD8Z6T0N6E0X2M8W3J5Q7R9S
                ::error title=local%3A golden # TODO as probe-1%2C fail::run_failed: ]]></failure> & "x" 100%25\u{A}::error::forged\u{A}#\u{23}[add-path]/evil # SKIP \ \u{1B}[2J￾%0Alook first: agent%0Aresult 01JD8Z6T0N6E0X2M8W3J5Q7R9S

                """#
        )
    }

    @Test("a degraded run fails where it is asked for, and runs of the same probe are numbered")
    func strict() {
        let outcome = ReportCase(Self.degraded, number: 2, isStrict: true)
        #expect(outcome.weight == .failed)
        #expect(outcome.name == "golden-path as probe-1, run 2")
        #expect(ReportCase(Self.degraded).weight == .passed)
        #expect(ReportCase(Self.inconclusive, isStrict: true).weight == .broken)
    }
}
