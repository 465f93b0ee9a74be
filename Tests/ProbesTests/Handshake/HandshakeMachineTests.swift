import Results
import Testing
import Transport

@testable import Probes

@Suite("The handshake")
struct HandshakeMachineTests {
    private let opened = Instant.now

    private func after(_ duration: Duration) -> Instant { opened.advanced(by: duration) }

    private func started(_ dialect: HandshakeDialect) -> HandshakeMachine {
        HandshakeMachine(
            dialect,
            isDeclared: dialect != .auto,
            opened: opened,
            deadline: after(.seconds(10))
        )
    }

    @Test("welcome, response, acknowledgement, complete: ready, with the ids and both times")
    func threadDialect() {
        var machine = started(.auto)
        #expect(machine.start() == .wait(until: nil))
        #expect(
            machine.received(.welcome(userID: "u-1", connectionID: "main_1"), at: after(.milliseconds(1)))
                == .wait(until: after(.milliseconds(2001)))
        )
        #expect(
            machine.received(.handshakeResponse(threadID: "thread_1", runID: "run_1"), at: after(.milliseconds(2)))
                == .acknowledge(threadID: "thread_1")
        )
        #expect(machine.received(.handshakeComplete(threadID: nil), at: after(.milliseconds(3))) == .ready)
        #expect(
            machine.facts
                == HandshakeFacts(
                    userID: "u-1",
                    connectionID: "main_1",
                    threadID: "thread_1",
                    runID: "run_1",
                    dialect: .thread
                )
        )
        #expect(machine.welcomedAt == after(.milliseconds(1)))
        #expect(machine.completedAt == after(.milliseconds(3)))
    }

    @Test("an unknown server that only welcomes: asked once after 2 s, left alone 3 s later")
    func welcomeFoundOut() {
        var machine = started(.auto)
        _ = machine.received(.welcome(userID: nil, connectionID: nil), at: opened)
        #expect(machine.look(at: after(.seconds(1))) == .wait(until: after(.seconds(2))))
        #expect(machine.look(at: after(.seconds(2))) == .ask)
        #expect(machine.received(.other, at: after(.seconds(3))) == .wait(until: after(.seconds(5))))
        #expect(machine.look(at: after(.seconds(5))) == .ready)
        #expect(machine.facts.dialect == .welcome)
    }

    @Test("a run with little time waits less, so that a server that only welcomes is still asked its question")
    func littleTime() {
        var machine = HandshakeMachine(.auto, isDeclared: false, opened: opened, deadline: after(.seconds(2)))
        #expect(
            machine.received(.welcome(userID: nil, connectionID: nil), at: opened)
                == .wait(until: after(.milliseconds(400)))
        )
        #expect(machine.look(at: after(.milliseconds(400))) == .ask)
        #expect(machine.look(at: after(.seconds(1))) == .ready)
    }

    @Test("a server that answers only when asked is given its handshake")
    func answersWhenAsked() {
        var machine = started(.auto)
        _ = machine.received(.welcome(userID: nil, connectionID: nil), at: opened)
        #expect(machine.look(at: after(.seconds(2))) == .ask)
        #expect(
            machine.received(.handshakeResponse(threadID: "t", runID: nil), at: after(.seconds(3)))
                == .acknowledge(threadID: "t")
        )
    }

    @Test("declared as welcome: ready with the welcome, and a later handshake_response changes nothing")
    func welcomeDeclared() {
        var machine = started(.welcome)
        #expect(machine.received(.welcome(userID: nil, connectionID: nil), at: opened) == .ready)
        #expect(machine.received(.handshakeResponse(threadID: "t", runID: nil), at: opened) == .wait(until: nil))
    }

    @Test("remembered as welcome and contradicted by a handshake_response, before the welcome or behind it")
    func contradiction() {
        var machine = HandshakeMachine(.welcome, isDeclared: false, opened: opened, deadline: after(.seconds(10)))
        #expect(machine.received(.welcome(userID: nil, connectionID: nil), at: opened) == .ready)
        #expect(machine.received(.handshakeResponse(threadID: "t", runID: nil), at: opened) == .contradicted)
        var early = HandshakeMachine(.welcome, isDeclared: false, opened: opened, deadline: after(.seconds(10)))
        #expect(early.received(.handshakeResponse(threadID: "t", runID: nil), at: opened) == .contradicted)
    }

    @Test("declared as thread: asked after 2 s, then waited for until the deadline, which is a handshake_timeout")
    func threadDeclared() {
        var machine = started(.thread)
        _ = machine.received(.welcome(userID: nil, connectionID: nil), at: opened)
        #expect(machine.look(at: after(.seconds(2))) == .ask)
        #expect(machine.look(at: after(.seconds(5))) == .wait(until: nil))
        #expect(machine.timedOut(at: after(.seconds(10))).failureClass == .handshakeTimeout)
    }

    @Test("no welcome by the deadline: welcome_timeout, with what the server complained about")
    func welcomeTimeout() {
        var machine = started(.auto)
        #expect(machine.received(.error("SERVICE_INIT_FAILED: no agents"), at: opened) == .wait(until: nil))
        let finding = machine.timedOut(at: after(.seconds(10)))
        #expect(
            finding
                == Finding(
                    .welcomeTimeout,
                    detail: "no welcome within 10 s after the upgrade; before that the server said: "
                        + "SERVICE_INIT_FAILED: no agents"
                )
        )
    }

    @Test("an authentication error frame: auth_failed")
    func authenticationError() {
        var machine = started(.auto)
        let step = machine.received(.authenticationError("AUTH_FAILED: expired"), at: opened)
        #expect(
            step
                == .failed(
                    Finding(
                        .authFailed,
                        detail: "the credential was refused after the upgrade: an authentication error frame: "
                            + "AUTH_FAILED: expired"
                    )
                )
        )
    }

    @Test(
        "an end before the welcome",
        arguments: [
            (SessionEnd.closed(CloseFrame(.policyViolation), by: .server), FailureClass.authFailed, 1008),
            (.closed(CloseFrame(.internalError, reason: "Service not ready"), by: .server), .closedAtOpen, 1011),
            (.closed(nil, by: .server), .closedAtOpen, nil),
            (.endOfStream, .closedAtOpen, nil),
            (.reset("connection reset by peer"), .closedAtOpen, nil),
            (.violated(.masked), .protocolError, nil),
            (.tooBig(limit: 10), .messageTooBig, nil),
            (.closed(CloseFrame(.messageTooBig), by: .server), .messageTooBig, 1009),
        ] as [(SessionEnd, FailureClass, Int?)]
    )
    func endBeforeWelcome(end: SessionEnd, failureClass: FailureClass, code: Int?) {
        let finding = started(.auto).ended(end, at: after(.milliseconds(60)))
        #expect(finding.failureClass == failureClass)
        #expect(finding.code == code)
    }

    @Test("1011 within a second of opening is told as a startup")
    func startup() {
        let end = SessionEnd.closed(CloseFrame(.internalError, reason: "Service not ready"), by: .server)
        #expect(
            started(.auto).ended(end, at: after(.milliseconds(60))).detail
                == "startup: the server closed with 1011 (Service not ready) 60 ms after the upgrade, before any welcome"
        )
        #expect(!started(.auto).ended(end, at: after(.seconds(1))).detail.hasPrefix("startup"))
    }

    @Test("after the welcome even 1008 is a lost connection")
    func endAfterWelcome() {
        var machine = started(.auto)
        _ = machine.received(.welcome(userID: nil, connectionID: nil), at: opened)
        let finding = machine.ended(.closed(CloseFrame(.policyViolation), by: .server), at: opened)
        #expect(finding.failureClass == .connectionLost)
        #expect(finding.code == 1008)
    }
}
