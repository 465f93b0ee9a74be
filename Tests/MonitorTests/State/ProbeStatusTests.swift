import Monitor
import Results
import Testing

@Suite("The state of a probe")
struct ProbeStatusTests {
    private var status = ProbeStatus(probe: "golden-path", target: "local", kind: .journey)

    private static let lost = Sample.failed(Finding(.connectionLost, detail: "the socket closed with 1011"))

    @Test("verdicts become states, and a change says why")
    mutating func changes() {
        #expect(status.state == .unknown)
        #expect(status.take([Sample.result(verdict: .pass)]) == StateChange(from: .unknown, to: .up))
        #expect(status.take([Sample.result(verdict: .pass)]) == nil)
        let down = status.take([Self.lost])
        #expect(down?.description == "up → down: connection_lost: the socket closed with 1011")
        #expect(status.take([Self.lost]) == nil)
        #expect(status.since == Sample.noon)
        var late = Sample.result(verdict: .degraded)
        late.findings = [Finding(.lateEvent, detail: "agent_started took 2 s")]
        #expect(status.take([late])?.description == "down → degraded: late_event: agent_started took 2 s")
        #expect(status.take([Sample.result(verdict: .pass)])?.description == "degraded → up")
    }

    @Test("an inconclusive cycle changes nothing, and is still the last one")
    mutating func inconclusive() {
        #expect(status.take([Sample.result(verdict: .inconclusive)]) == nil)
        #expect(status.state == .unknown)
        #expect(status.since == nil)
        #expect(status.last?.verdict == .inconclusive)
    }

    @Test(
        "of several users the one that says most decides",
        arguments: [
            ([Verdict.pass, .pass], ProbeState.up),
            ([.pass, .degraded], .degraded),
            ([.pass, .fail, .degraded], .down),
            ([.inconclusive, .fail], .down),
            ([.pass, .inconclusive], .unknown),
        ]
    )
    func users(verdicts: [Verdict], state: ProbeState) {
        var status = status
        _ = status.take(verdicts.map { Sample.result(verdict: $0) })
        #expect(status.state == state)
    }

    @Test("a cycle without results is none")
    mutating func nothing() {
        #expect(status.take([]) == nil)
        #expect(status.last == nil)
    }
}
