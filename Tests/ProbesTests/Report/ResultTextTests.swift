import Probes
import Results
import Testing

@Suite("The text of a run")
struct ResultTextTests {
    @Test("one of many that passed is a line")
    func head() {
        #expect(ResultText(Samples.result()).head == "PASS golden-path on local as probe-1, 0.33 s\n")
    }

    @Test("a run that passed: one line, the waterfall, the ids")
    func passed() {
        #expect(
            ResultText(Samples.result()).text == """
                PASS golden-path on local as probe-1, 0.33 s

                  login                     12 ms  █▋
                  dns                      0.2 ms   ▏
                  connect                  0.4 ms   ▏
                  tls                      3.1 ms   ▍
                  upgrade                  2.1 ms    ▎
                  welcome                  1.0 ms    ▏
                  handshake                2.0 ms    ▎
                  agent_started             50 ms    ██████▊
                  agent_thinking            48 ms           ██████▌
                  tool_executing search    7.0 ms                  █
                  tool_completed search    0.19 s                   █████████████████████████▏
                  agent_completed           20 ms                                            ██▊

                  result 01JD8Z6T0N6E0X2M8W3J5Q7R9S  run run_01JD8Z6T0N6E0X  thread thread_7f3a
                  connection main_9f2c1a7b  peer 127.0.0.1:8000

                """
        )
    }

    @Test("a run that failed: why, who should look, and what else was found")
    func failed() {
        #expect(
            ResultText(Samples.failed).text == """
                FAIL golden-path on local as probe-1, 0.33 s, attempt 2
                  missing_event: tool_completed never came; the run ended with agent_completed
                  0.31 s after the request
                  look first: agent

                  login                     12 ms  █▋
                  dns                      0.2 ms   ▏
                  connect                  0.4 ms   ▏
                  tls                      3.1 ms   ▍
                  upgrade                  2.1 ms    ▎
                  welcome                  1.0 ms    ▏
                  handshake                2.0 ms    ▎
                  agent_started             50 ms    ██████▊
                  agent_thinking            48 ms           ██████▌
                  tool_executing search    7.0 ms                  █
                  agent_completed          0.21 s                   ███████████████████████████▉

                  warn late_event: agent_started came 50 ms after the request; 40 ms are allowed

                  result 01JD8Z6T0N6E0X2M8W3J5Q7R9S  run run_01JD8Z6T0N6E0X  thread thread_7f3a
                  connection main_9f2c1a7b  peer 127.0.0.1:8000

                """
        )
    }

    @Test("a run that reached nothing but a refusal")
    func refused() {
        #expect(
            ResultText(Samples.refused).text == """
                FAIL golden-path on local, 0.6 ms
                  connect_refused: 127.0.0.1:8000 refused the connection; is the server running?
                  look first: network

                  connect    0.4 ms  ███████████████████████████████████████████████████████████

                  result 01JD8Z6T0N6E0X2M8W3J5Q7R9S

                """
        )
    }

    @Test("colours and ASCII are the terminal's affair")
    func styles() {
        let red = "\u{1B}[31;1m"
        let faint = "\u{1B}[2m"
        let end = "\u{1B}[0m"
        #expect(
            ResultText(Samples.failed, style: TextStyle(width: 60, isColoured: true, isASCII: true)).text == """
                \(red)FAIL\(end) golden-path on local as probe-1, 0.33 s, attempt 2
                  missing_event: tool_completed never came; the run ended
                  with agent_completed 0.31 s after the request
                  look first: agent

                  login                     12 ms  #
                  dns                      0.2 ms  #
                  connect                  0.4 ms  #
                  tls                      3.1 ms  #
                  upgrade                  2.1 ms   #
                  welcome                  1.0 ms   #
                  handshake                2.0 ms   #
                  agent_started             50 ms   ####
                  agent_thinking            48 ms       ####
                  tool_executing search    7.0 ms          #
                  agent_completed          0.21 s           ################

                  warn late_event: agent_started came 50 ms after the
                  request; 40 ms are allowed

                  \(faint)result 01JD8Z6T0N6E0X2M8W3J5Q7R9S  run run_01JD8Z6T0N6E0X\(end)
                  \(faint)thread thread_7f3a  connection main_9f2c1a7b\(end)
                  \(faint)peer 127.0.0.1:8000\(end)

                """
        )
        let strange = Samples.result {
            $0.target = "lokál"; $0.events[0].agent = "ö"; $0.events[1].event = "thinking…"
        }
        #expect(ResultText(strange, style: TextStyle(isASCII: true)).text.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test(
        "nothing that a server says reaches the terminal as a command, and no line is too long",
        arguments: [40, 60, 80, 200]
    )
    func hostile(width: Int) {
        let text = ResultText(Samples.hostile, style: TextStyle(width: width)).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x202E) })
        // The verdict is one line; a single word that is longer than the line stays whole.
        #expect(lines.dropFirst().allSatisfy { $0.count <= width || $0.split(separator: " ").count == 1 }, "\(text)")
        #expect(lines.filter { $0.contains("agent_thinking") || $0.contains("searcher") }.count < 40)
        #expect(lines.contains("  … 27 more"))
        // The twin: the sample does contain what must not be shown.
        #expect(Samples.hostile.failure?.detail.unicodeScalars.contains("\u{1B}") == true)
    }

    @Test("findings beyond twenty are counted")
    func manyFindings() {
        let many = Samples.result { result in
            result.verdict = .degraded
            result.findings = (0..<25).map { Finding(.lateEvent, at: .zero, detail: "number \($0)") }
        }
        let lines = ResultText(many).text.split(separator: "\n")
        #expect(lines.first == "DEGRADED golden-path on local as probe-1, 0.33 s")
        #expect(lines.filter { $0.hasPrefix("  warn late_event: number ") }.count == 20)
        #expect(lines.contains("  and 5 more findings"))
    }

    @Test("the log line is one sentence, its facts are apart")
    func logLine() {
        #expect(RunLogLine(Samples.result()).description == "golden-path on local as probe-1: pass in 0.33 s")
        #expect(
            RunLogLine(Samples.failed).description
                == "golden-path on local as probe-1: FAIL missing_event in 0.33 s (attempt 2): tool_completed never came; "
                + "the run ended with agent_completed 0.31 s after the request (and 1 more finding)"
        )
        #expect(
            RunLogLine(Samples.failed).facts == [
                "probe": "golden-path", "target": "local", "user": "probe-1", "verdict": "fail",
                "class": "missing_event", "blame": "agent", "duration": "0.331",
                "result": "01JD8Z6T0N6E0X2M8W3J5Q7R9S", "run_id": "run_01JD8Z6T0N6E0X",
            ]
        )
        let hostile = RunLogLine(Samples.hostile)
        #expect((hostile.description + hostile.facts.values.joined()).unicodeScalars.allSatisfy { $0.value >= 0x20 })
        let degraded = Samples.result { result in
            result.verdict = .degraded
            result.findings = [Finding(.emptyAnswer, detail: "agent_completed carries no answer")]
        }
        #expect(
            RunLogLine(degraded).description
                == "golden-path on local as probe-1: degraded empty_answer in 0.33 s: agent_completed carries no answer"
        )
    }

    @Test("a summary of many runs: verdicts, times of those that were complete, failures by class")
    func summary() {
        var summary = RunSummary()
        #expect(summary.text == "0 runs\n")
        for number in 1...20 {
            summary.add(
                Samples.result {
                    $0.duration = .milliseconds(300 + number * number)
                    $0.phases[.firstEvent] = .milliseconds(40 + number)
                }
            )
        }
        for result in [Samples.refused, Samples.failed, Samples.failed] { summary.add(result) }
        summary.add(Samples.result { $0.verdict = .degraded })
        summary.add(Samples.result { $0.verdict = .inconclusive })
        #expect(
            summary.text == """
                25 runs: 20 passed, 1 degraded, 3 failed, 1 inconclusive
                                     min       p50       p95       max
                  duration        0.30 s    0.40 s    0.66 s    0.70 s
                  first_event      41 ms     50 ms     59 ms     60 ms
                  missing_event: 2
                  connect_refused: 1

                """
        )
    }
}
