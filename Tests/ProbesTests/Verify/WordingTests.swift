import Probes
import Results
import Testing

/// What people read. Each sentence stands alone: it is all that a pager shows.
@Suite("The words of findings")
struct WordingTests {
    private static let golden = Emission.golden

    private func details(_ emissions: [Emission], _ change: (inout TestRun) -> Void = { _ in }) -> [String] {
        var run = TestRun()
        change(&run)
        return run.report(emissions).findings.map(\.detail)
    }

    @Test("missing, early, half, twice, late")
    func sequence() {
        let golden = Self.golden
        #expect(
            details(golden.filter { !$0.name.hasPrefix("tool") }) == [
                "tool_executing and tool_completed never came; the run ended with agent_completed 30 ms after the request"
            ]
        )
        #expect(
            details([golden[0], golden[2], golden[3], golden[1], golden[4]]) == [
                "tool_executing came 20 ms before agent_thinking, which has to come first"
            ]
        )
        #expect(
            details([golden[0], golden[1], golden[2], .toolCompleted("clock"), golden[4]]) == [
                "tool_completed of clock came without an open tool_executing",
                "tool_executing of search, 30 ms after the request, never got its tool_completed",
            ]
        )
        #expect(
            details(
                [golden[0], golden[0].with("agent_name", .null), golden[0].with("agent_name", .null)] + golden[1...]
            ) == [
                "agent_started came again: it came before, and may once"
            ]
        )
        #expect(
            details([golden[0], golden[0]] + golden[1...] + [golden[4].with("event_id", "event-5"), golden[1]]) == [
                "agent_started came again: assistant sent it before, and may once",
                "agent_completed came again: its event_id event-5 was there before",
                "agent_thinking came 20 ms after agent_completed, which ends the run",
            ]
        )
        #expect(
            details(golden.map { $0.after(.milliseconds(1_500)) }) {
                $0.budgets.firstEvent = .seconds(1)
                $0.budgets.gap = .milliseconds(1_499)
                $0.budgets.events = ["agent_thinking": .milliseconds(2_500)]
            } == [
                "agent_started came 1.50 s after the request; 1 s are allowed",
                "agent_thinking came 3 s after the request; 2.50 s are allowed",
                "agent_thinking came 1.50 s after the event before; 1.50 s are allowed",
                "tool_executing came 1.50 s after the event before; 1.50 s are allowed",
                "tool_completed came 1.50 s after the event before; 1.50 s are allowed",
                "agent_completed came 1.50 s after the event before; 1.50 s are allowed",
                "the run took 7.50 s until agent_completed; 5 s are allowed",
            ]
        )
    }

    @Test("what the server says, and what it leaves out")
    func content() {
        let golden = Self.golden
        #expect(
            details([golden[0], Emission("agent_error", ["data": ["error_message": "out of tokens"]])]) == [
                "the server says that the run failed: agent_error, out of tokens"
            ]
        )
        #expect(
            details(
                golden[..<3] + [Emission("tool_error", ["tool_name": "search", "error": "no index"])] + golden[3...]
            ) == [
                "the server says that the run failed: tool_error of search, no index"
            ]
        )
        #expect(
            details(golden[..<3] + [Emission("agent_fallback", ["reason": "model busy"])] + golden[3...]) == [
                "the server says that it fell back: agent_fallback, model busy"
            ]
        )
        #expect(
            details(golden[..<3] + [golden[3].with("results", .null)] + [golden[4].with("final_response", .null)]) == [
                "tool_completed has no results, or an empty one", "agent_completed carries no answer",
            ]
        )
    }

    @Test("how a run ended that did not end well")
    func endings() {
        let three = Array(Self.golden[..<3])
        func ended(_ ending: RunEnding, _ emissions: [Emission], tail: Duration = .milliseconds(470)) -> [String] {
            details(emissions) {
                $0.ending = ending
                $0.tail = tail
            }
        }
        #expect(
            ended(.deadline, [], tail: .seconds(10)) == [
                "none of the 5 events came within 10 s after the request; nothing came"
            ]
        )
        #expect(
            ended(.deadline, [Emission("ack"), Emission("heartbeat"), Emission("ack")], tail: .seconds(9)) == [
                "none of the 5 events came within 9.03 s after the request; only ack and heartbeat came"
            ]
        )
        #expect(
            ended(.complete, [Emission("cleanup_complete")]) == [
                "none of the 5 events came; cleanup_complete ended the run 10 ms after the request"
            ]
        )
        #expect(
            ended(.silent, three, tail: .seconds(8)) == [
                "nothing came for 8 s after tool_executing, and the run never finished"
            ]
        )
        #expect(
            ended(.deadline, three.map { $0.after(.seconds(2)) }, tail: .seconds(1)) == [
                "the run was still going on 7 s after the request, 5 s are allowed; tool_executing was its latest event"
            ]
        )
        #expect(
            ended(.lost(.closed(code: 1011, reason: "boom")), three) == [
                "the server closed the connection with 1011 (boom) after tool_executing, 0.50 s after the request"
            ]
        )
        #expect(
            ended(.lost(.closed(code: nil, reason: "")), []) == [
                "the server closed the connection without a code before the first event, 0.47 s after the request"
            ]
        )
        #expect(
            ended(.lost(.endOfStream), three) == [
                "the server ended the connection without a close frame after tool_executing, 0.50 s after the request"
            ]
        )
        #expect(
            ended(.lost(.reset("connection reset by peer")), three) == [
                "the connection broke (connection reset by peer) after tool_executing, 0.50 s after the request"
            ]
        )
        #expect(
            ended(.lost(.closed(code: 1009, reason: "")), three) == [
                "the server closed with 1009, message too big, after tool_executing"
            ]
        )
        #expect(
            ended(.lost(.closed(code: 1011, reason: "")), Self.golden) == [
                "the server closed the connection with 1011 after the run; 1000 or 1001 is right"
            ]
        )
        #expect(
            ended(.lost(.endOfStream), Self.golden) == [
                "the server ended the connection without a close frame after the run; 1000 or 1001 is right"
            ]
        )
        #expect(
            ended(.protocolError("a masked frame from the server (RFC 6455 §5.1)"), three) == [
                "the server broke the WebSocket protocol: a masked frame from the server (RFC 6455 §5.1)"
            ]
        )
        #expect(
            ended(.tooBig(limit: 5 << 20), three) == ["the server sent a message larger than 5242880 bytes, the limit"]
        )
        #expect(ended(.aborted("shutting down"), three) == ["the run was given up: shutting down"])
        #expect(ended(.complete, three) == ["the run was given up: its journey left before it ended"])
    }

    @Test("a phase that took too long")
    func phase() {
        let slow = Finding.slow(.connect, took: .milliseconds(2_100), budget: .seconds(2), at: .milliseconds(2_110))
        #expect(slow.detail == "the connect phase took 2.10 s; 2 s are allowed")
        #expect(slow.event == "connect")
        #expect(slow.severity == .warn)
    }

    @Test("the facts of a finding are apart from its words")
    func facts() {
        var late = Finding(
            .lateEvent,
            at: .milliseconds(600),
            detail: "agent_started came 0.60 s after the request; 0.50 s are allowed"
        )
        late.event = "agent_started"
        late.took = .milliseconds(600)
        late.budget = .milliseconds(500)
        var lost = Finding(
            .connectionLost,
            at: .milliseconds(850),
            detail: "the server closed the connection with 1011 (boom) after agent_started, 0.85 s after the request"
        )
        lost.after = "agent_started"
        lost.code = 1011
        var run = TestRun(ending: .lost(.closed(code: 1011, reason: "boom")))
        run.budgets.firstEvent = .milliseconds(500)
        #expect(run.report([Emission.started().after(.milliseconds(600))]).findings == [late, lost])
    }
}
