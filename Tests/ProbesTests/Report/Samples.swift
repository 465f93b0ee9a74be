import Probes
import Results

/// Results of runs as they happen, to be shown.
enum Samples {
    private static func id(_ text: String) -> ULID { ULID(text) ?? ULID(at: WallTime(milliseconds: 0)) }

    static func result(_ change: (inout ProbeResult) -> Void = { _ in }) -> ProbeResult {
        var result = ProbeResult(
            id: id("01JD8Z6T0N6E0X2M8W3J5Q7R9S"),
            probe: "golden-path",
            target: "local",
            contract: "agent-run",
            kind: .journey,
            user: "probe-1",
            cycle: id("01JD8Z6T0N6E0X2M8W3J5Q7R9R"),
            attempt: 1,
            startedAt: WallTime(milliseconds: 1_769_860_800_000),
            sla: Budgets()
        )
        result.duration = .milliseconds(331)
        for (phase, microseconds) in [
            (Phase.login, 12_000), (.dns, 200), (.connect, 400), (.tls, 3_100), (.upgrade, 2_100), (.welcome, 1_000),
            (.handshake, 2_000), (.firstEvent, 50_000), (.run, 310_000), (.close, 1_000),
        ] { result.phases[phase] = .microseconds(microseconds) }
        result.events = [
            EventRecord(event: "agent_started", at: .milliseconds(50), gap: .milliseconds(50), agent: "assistant"),
            EventRecord(event: "agent_thinking", at: .milliseconds(98), gap: .milliseconds(48), agent: "assistant"),
            EventRecord(
                event: "tool_executing",
                at: .milliseconds(105),
                gap: .milliseconds(7),
                agent: "assistant",
                tool: "search"
            ),
            EventRecord(
                event: "tool_completed",
                at: .milliseconds(290),
                gap: .milliseconds(185),
                agent: "assistant",
                tool: "search"
            ),
            EventRecord(event: "agent_completed", at: .milliseconds(310), gap: .milliseconds(20), agent: "assistant"),
        ]
        result.ids = RunIDs(run: "run_01JD8Z6T0N6E0X", thread: "thread_7f3a", connection: "main_9f2c1a7b")
        result.close = CloseRecord(code: 1000, by: .client)
        result.peer = "127.0.0.1:8000"
        result.httpStatus = 101
        change(&result)
        return result
    }

    /// The tool's completion never came, and the start was late.
    static let failed = result { result in
        var late = Finding(
            .lateEvent,
            at: .milliseconds(50),
            detail: "agent_started came 50 ms after the request; 40 ms are allowed"
        )
        late.event = "agent_started"
        var missing = Finding(
            .missingEvent,
            at: .milliseconds(310),
            detail: "tool_completed never came; the run ended with agent_completed 0.31 s after the request"
        )
        missing.event = "tool_completed"
        result.verdict = .fail
        result.findings = [late, missing]
        result.failure = Failure(missing)
        result.events.remove(at: 3)
        result.events[3].gap = .milliseconds(205)
        result.attempt = 2
    }

    /// Nothing was connected to.
    static let refused = result { result in
        let refused = Finding(
            .connectRefused,
            at: .microseconds(600),
            detail: "127.0.0.1:8000 refused the connection; is the server running?"
        )
        result.user = nil
        result.verdict = .fail
        result.findings = [refused]
        result.failure = Failure(refused)
        result.phases = PhaseTimes()
        result.phases[.connect] = .microseconds(400)
        result.duration = .microseconds(600)
        result.events = []
        result.ids = RunIDs()
        result.peer = nil
    }

    /// A server that writes escape codes and many events.
    static let hostile = result { result in
        var failed = Finding(
            .runFailed,
            at: .seconds(1),
            detail: "the server says that the run failed: agent_error, \u{1B}[2J\u{1B}]0;x\u{7}\r\n\u{202E}gone"
        )
        failed.event = "agent_error"
        result.verdict = .fail
        result.findings = [failed]
        result.failure = Failure(failed)
        result.events = (0..<60).map { number in
            EventRecord(
                event: "agent_thinking",
                at: .milliseconds(10 * (number + 1)),
                gap: .milliseconds(10),
                agent: number % 2 == 0 ? "assistant" : "re\u{1B}[31msearcher-with-a-rather-long-name"
            )
        }
        result.ids.run = "run\u{7}"
        result.peer = "[::1]:8000"
    }
}
