import Probes
import Results
import Testing

@Suite("Verdicts")
struct JudgementTests {
    private func finding(_ failureClass: FailureClass, at milliseconds: Int = 10, budget: Duration? = nil) -> Finding {
        var finding = Finding(
            failureClass,
            at: .milliseconds(milliseconds),
            detail: "\(failureClass) at \(milliseconds)"
        )
        finding.budget = budget
        return finding
    }

    private func run(_ findings: [Finding], end: RunEnd? = .terminal("agent_completed"), endedBy: FailureClass? = nil)
        -> RunReport
    {
        RunReport(
            findings: findings,
            omittedFindings: 0,
            events: [],
            omittedEvents: 0,
            ids: RunIDs(),
            envelope: nil,
            end: end,
            endedBy: endedBy,
            firstEvent: nil,
            took: nil
        )
    }

    private func primary(_ judgement: Judgement) -> FailureClass? { judgement.failure?.failureClass }

    @Test("nothing found passes, a warning degrades, a failure fails, the monitor's own trouble is inconclusive")
    func verdicts() {
        #expect(Judgement(run: run([])) == Judgement(run: run([]), lag: .seconds(9)))
        #expect(Judgement(run: run([])).verdict == .pass)
        #expect(Judgement().verdict == .pass)
        #expect(Judgement(run: run([finding(.lateEvent)])).verdict == .degraded)
        #expect(Judgement(run: run([finding(.lateEvent)])).failure == nil)
        #expect(Judgement(run: run([finding(.missingEvent)])).verdict == .fail)
        #expect(Judgement(before: [finding(.monitorError)]).verdict == .inconclusive)
        #expect(Judgement(before: [finding(.monitorError)]).failure == nil)
        #expect(Judgement(run: run([finding(.lateEvent), finding(.monitorError)], end: nil)).verdict == .inconclusive)
        #expect(Judgement(run: run([finding(.outOfOrder), finding(.monitorError)], end: nil)).verdict == .fail)
    }

    @Test("a leak comes before everything")
    func leakFirst() {
        let judgement = Judgement(
            before: [finding(.subprotocolMismatch)],
            run: run(
                [finding(.runFailed), finding(.crossUserLeak, at: 90)],
                end: .failure("agent_error"),
                endedBy: .runFailed
            )
        )
        #expect(primary(judgement) == .crossUserLeak)
    }

    @Test(
        "a run that did not reach its end failed by what the server said, else by what ended it, else by the earliest"
    )
    func unfinished() {
        let early = finding(.outOfOrder, at: 5)
        #expect(
            primary(Judgement(run: run([early, finding(.runFailed), finding(.stalled)], end: nil, endedBy: .stalled)))
                == .runFailed
        )
        #expect(
            primary(Judgement(run: run([early, finding(.connectionLost)], end: nil, endedBy: .connectionLost)))
                == .connectionLost
        )
        #expect(
            primary(
                Judgement(
                    run: run([early, finding(.missingEvent)], end: .end("cleanup_complete"), endedBy: .missingEvent)
                )
            ) == .missingEvent
        )
        // What ended it weighs less than a failure by the contract's own word.
        let lowered = Judgement(
            run: run([early, finding(.stalled)], end: nil, endedBy: .stalled),
            severities: [.stalled: .warn]
        )
        #expect(primary(lowered) == .outOfOrder)
    }

    @Test("a run that reached its end failed by what came first")
    func finished() {
        let findings = [
            finding(.lateEvent, at: 1), finding(.outOfOrder, at: 5), finding(.runFailed, at: 7), finding(.missingEvent),
        ]
        #expect(primary(Judgement(run: run(findings))) == .outOfOrder)
        #expect(
            primary(Judgement(before: [finding(.subprotocolMismatch, at: 900)], run: run(findings)))
                == .subprotocolMismatch
        )
        #expect(
            primary(Judgement(run: run([]), after: [finding(.closeInvalid), finding(.healthFailed)])) == .healthFailed
        )
    }

    @Test("the failure is the finding, with who should look first")
    func failure() {
        var refused = Finding(.upgradeRejected, detail: "the server answered 503")
        refused.status = 503
        #expect(Judgement(before: [refused]).failure == Failure(refused))
        #expect(Judgement(before: [refused]).failure?.blame == .edge)
    }

    @Test("a contract raises and lowers the weight of a class, also that of a finding with a weight of its own")
    func severities() {
        var second = finding(.duplicateEvent)
        second.severity = .fail
        let judgement = Judgement(
            run: run([finding(.lateEvent), second]),
            severities: [.lateEvent: .fail, .duplicateEvent: .warn]
        )
        #expect(judgement.findings.map(\.severity) == [.fail, .warn])
        #expect(primary(judgement) == .lateEvent)
    }

    @Test("what is made of time proves nothing while the monitor itself is late")
    func overloaded() {
        let timed: [FailureClass] = [
            .connectTimeout, .upgradeTimeout, .welcomeTimeout, .handshakeTimeout, .lateEvent, .slaExceeded, .stalled,
            .batched, .keepaliveLost,
        ]
        for failureClass in timed {
            let judgement = Judgement(run: run([finding(failureClass)], end: nil), lag: .milliseconds(101))
            #expect(judgement.verdict == .inconclusive)
            #expect(judgement.findings.map(\.failureClass) == [.monitorOverloaded])
            #expect(judgement.failure == nil)
            #expect(
                Judgement(run: run([finding(failureClass)], end: nil), lag: .milliseconds(100)).verdict != .inconclusive
            )
        }
        let late = Judgement(
            run: run([finding(.stalled)], end: nil),
            lag: .milliseconds(250),
            lagSeenAt: .milliseconds(700)
        )
        #expect(
            late.findings == [
                Finding(
                    .monitorOverloaded,
                    at: .milliseconds(700),
                    detail: "the monitor itself was 0.25 s late, 0.10 s are allowed: what it measured proves nothing; "
                        + "give it more processor time or fewer probes"
                )
            ]
        )
    }

    @Test("a time-out of a class that has other symptoms too is made of time; its other symptoms are not")
    func timeOuts() {
        for failureClass in [FailureClass.dns, .tls, .loginError, .noEvents, .closeInvalid, .healthFailed] {
            #expect(
                Judgement(before: [finding(failureClass, budget: .seconds(2))], lag: .seconds(1)).verdict
                    == .inconclusive
            )
            #expect(Judgement(before: [finding(failureClass)], lag: .seconds(1)).verdict != .inconclusive)
        }
    }

    @Test("a leak, a bypass and a protocol error stay failures, however late the monitor is")
    func proofs() {
        for failureClass in FailureClass.allCases
        where failureClass.defaultSeverity == .fail && !failureClass.isMadeOfTime {
            let judgement = Judgement(run: run([finding(.lateEvent), finding(failureClass)]), lag: .seconds(5))
            #expect(judgement.verdict == .fail)
            #expect(judgement.findings.map(\.failureClass) == [failureClass, .monitorOverloaded])
        }
    }
}
