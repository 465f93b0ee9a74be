import Results
import Testing

@Suite("Classes, severities, blame")
struct OutcomeTests {
    /// The table of `verdicts.md` §2: class, severity, blame.
    private static let table = """
        dns fail network
        connect_refused fail network
        connect_timeout fail network
        tls fail edge
        tls_expiring warn edge
        login_rejected fail auth
        login_error fail auth
        upgrade_rejected fail server
        upgrade_invalid fail edge
        subprotocol_mismatch fail server
        upgrade_timeout fail server
        closed_at_open fail server
        auth_failed fail auth
        welcome_timeout fail server
        handshake_timeout fail server
        late_refusal warn security
        auth_bypass fail security
        no_events fail agent
        missing_event fail agent
        out_of_order fail agent
        duplicate_event warn agent
        unpaired_tool fail agent
        after_terminal fail agent
        late_event warn agent
        sla_exceeded fail agent
        stalled fail agent
        run_failed fail agent
        malformed_event fail server
        incomplete_event warn agent
        envelope_drift warn server
        batched warn server
        empty_answer warn agent
        fallback_answer warn agent
        misrouted_event fail server
        cross_user_leak fail security
        connection_lost fail server
        close_invalid warn server
        protocol_error fail server
        message_too_big fail server
        keepalive_lost fail edge
        resume_loss fail server
        health_failed fail server
        health_mismatch warn server
        monitor_overloaded – monitor
        monitor_error – monitor
        """

    @Test("every class weighs what the table says, blames whom it says, and ranks as it stands there")
    func table() {
        let lines = FailureClass.allCases.map { failureClass in
            "\(failureClass.rawValue) \(failureClass.defaultSeverity?.rawValue ?? "–") \(failureClass.blame.rawValue)"
        }
        #expect(lines.joined(separator: "\n") == Self.table)
        #expect(FailureClass.allCases.map(\.rank) == Array(0..<FailureClass.allCases.count))
    }

    @Test(
        "who should look at a refused upgrade depends on its status",
        arguments: [
            (401, Blame.auth), (403, .auth), (404, .server), (500, .server), (502, .edge), (503, .edge), (504, .edge),
            (200, .server),
        ]
    )
    func refusedUpgrade(status: Int, blame: Blame) {
        var finding = Finding(.upgradeRejected, detail: "")
        finding.status = status
        #expect(finding.blame == blame)
        #expect(Failure(finding).blame == blame)
        var other = Finding(.loginRejected, detail: "")
        other.status = status
        #expect(other.blame == .auth)
    }

    @Test("phases come in the order of a run")
    func phases() {
        var times = PhaseTimes()
        for phase in Phase.allCases.reversed() { times[phase] = .milliseconds(1) }
        times[.welcome] = nil
        #expect(times.inOrder.map(\.phase) == Phase.allCases.filter { $0 != .welcome })
        #expect(times[.welcome] == nil)
    }

    @Test("budgets are listed by the names that metrics call them")
    func budgets() {
        let budgets = Budgets(
            connect: .seconds(1),
            gap: .seconds(2),
            stall: .seconds(3),
            events: ["b": .seconds(5), "a": .seconds(4)]
        )
        #expect(budgets.byStep.map(\.step) == ["connect", "gap", "total", "stall", "a", "b"])
        #expect(budgets.byStep.map(\.budget) == [1, 2, 5, 3, 4, 5].map { Duration.seconds($0) })
    }

    @Test("seconds are rounded to the microsecond when they are written, and not before")
    func seconds() {
        #expect(Seconds(.nanoseconds(1_499)).value == 0.000001)
        #expect(Seconds(.nanoseconds(1_500)).value == 0.000002)
        #expect(Seconds(.seconds(-1) - .nanoseconds(1_500)).value == -1.000002)
        #expect(Seconds(.nanoseconds(1)).duration == .nanoseconds(1))
    }
}
