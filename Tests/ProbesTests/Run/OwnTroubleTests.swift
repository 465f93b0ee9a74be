import Results
import Testing
import Transport

@testable import Probes

@Suite("What a connection that never was means")
struct OwnTroubleTests {
    @Test("of a socket", arguments: Self.dials)
    func socket(error: DialError, expected: FailureClass) {
        let finding = DialFinding.of(DialFailure(error: error, facts: DialFacts()), timeout: .seconds(5))
        #expect(finding.failureClass == expected)
        #expect((expected == .monitorError) == error.isOurs)
    }

    static let dials: [(DialError, FailureClass)] = [
        (.refused(["127.0.0.1:1"]), .connectRefused),
        (.connectTimedOut(after: .seconds(5), refused: []), .connectTimeout),
        (.hostUnreachable("192.0.2.1:1"), .connectTimeout),
        (.queueFull("unix:/run/a.sock"), .connectTimeout),
        (.noRoute("192.0.2.1:1"), .monitorError),
        (.noDescriptors, .monitorError),
        (.local("connecting to 192.0.2.1:1: operation not permitted"), .monitorError),
    ]

    @Test("of a login", arguments: Self.logins)
    func login(failure: HTTPFailure, expected: FailureClass) {
        #expect(LoginFinding.of(.transport(failure)).failureClass == expected)
        #expect((expected == .monitorError) == failure.isOurs)
    }

    static let logins: [(HTTPFailure, FailureClass)] = [
        (.refused(["127.0.0.1:1"]), .loginError),
        (.connectTimedOut(after: .seconds(5)), .loginError),
        (.hostUnreachable("192.0.2.1:1"), .loginError),
        (.tls("self-signed certificate"), .loginError),
        (.tlsTimedOut(after: .seconds(5)), .loginError),
        (.noRoute("192.0.2.1:1"), .monitorError),
        (.noDescriptors, .monitorError),
        (.local("operation not permitted"), .monitorError),
    ]

    @Test(
        "a login that was out of time proves nothing when the monitor was late itself, wherever it stood then",
        arguments: [
            HTTPFailure.connectTimedOut(after: .seconds(5)), .tlsTimedOut(after: .seconds(5)),
            .timedOut(after: .seconds(5)),
        ]
    )
    func late(failure: HTTPFailure) {
        let finding = LoginFinding.of(.transport(failure))
        #expect(finding.budget == .seconds(5))
        #expect(Judgement(before: [finding]).verdict == .fail)
        let late = Judgement(before: [finding], lag: .seconds(1), lagSeenAt: .seconds(5))
        #expect(late.verdict == .inconclusive)
        #expect(late.findings.map(\.failureClass) == [.monitorOverloaded])
    }

    @Test("a login that TLS itself refused is a failure, however late the monitor was")
    func refusedByTLS() {
        let finding = LoginFinding.of(.transport(.tls("self-signed certificate")))
        #expect(Judgement(before: [finding], lag: .seconds(1), lagSeenAt: .seconds(5)).verdict == .fail)
    }
}
