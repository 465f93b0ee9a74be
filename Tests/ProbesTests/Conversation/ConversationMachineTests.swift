import NIOCore
import Results
import Testing
import Transport

@testable import Probes

@Suite("A conversation")
struct ConversationMachineTests {
    @Test("welcome, handshake, five events, linger, close: complete, with its phases")
    func healthy() {
        var talk = Talk.handshaken()
        talk.events(Talk.five, from: 24)
        #expect(talk.machine.nextLook == talk.at(64 + 250))
        #expect(talk.machine.look(at: talk.at(314)) == [.close(within: .seconds(1))])
        #expect(
            talk.machine.ended(.closed(CloseFrame(.normal), by: .client), reply: CloseFrame(.normal), at: talk.at(316))
                == [.finish]
        )
        let report = talk.report
        #expect(report.isComplete)
        #expect(report.before == [])
        #expect(report.after == [])
        #expect(report.runs.map(\.findings) == [[]])
        #expect(report.phases[.welcome] == .milliseconds(1))
        #expect(report.phases[.handshake] == .milliseconds(3))
        #expect(report.phases[.run] == .milliseconds(50))
        #expect(report.phases[.close] == .milliseconds(2))
        #expect(report.endedAt == talk.at(64))
        #expect(report.close == CloseRecord(code: 1000, by: .client))
        #expect(report.dialect == .thread)
        #expect(report.told.connection == "c")
    }

    @Test("the handshake is acknowledged with the thread that the server named, and the request goes into it")
    func acknowledges() {
        var talk = Talk()
        talk.hear(Talk.welcome, at: 11)
        #expect(talk.hear(Talk.response, at: 12) == [.acknowledge(threadID: "t")])
        #expect(talk.hear(Talk.complete, at: 13) == [.request(talk.machine.script.asks[0], threadID: "t")])
    }

    @Test("silence after the second event with a stall budget ends the run there")
    func stalled() {
        var talk = Talk.handshaken(budgets: Budgets(stall: .seconds(2)))
        talk.events(Array(Talk.five.prefix(2)), from: 24)
        #expect(talk.machine.nextLook == talk.at(2034))
        #expect(talk.machine.look(at: talk.at(2034)) == [.leave, .finish])
        #expect(talk.report.runs.first?.findings.map(\.failureClass) == [.stalled])
    }

    @Test("silence without a stall budget ends at the deadline")
    func deadline() {
        var talk = Talk.handshaken()
        #expect(talk.machine.look(at: talk.at(9_999)) == [])
        #expect(talk.machine.look(at: talk.at(10_000)) == [.leave, .finish])
        #expect(talk.report.runs.first?.findings.map(\.failureClass) == [.noEvents])
    }

    @Test("no welcome: welcome_timeout at the deadline, with the time spent in the phase")
    func zombie() {
        var talk = Talk()
        #expect(talk.machine.nextLook == talk.at(10_000))
        #expect(talk.machine.look(at: talk.at(10_000)) == [.leave, .finish])
        #expect(talk.report.before.map(\.failureClass) == [.welcomeTimeout])
        #expect(talk.report.phases[.welcome] == .milliseconds(9_990))
        #expect(talk.report.endedBy == .welcomeTimeout)
        #expect(talk.report.close == CloseRecord(code: 1000, by: .client))
    }

    @Test("a lost connection in the middle of a run ends it at once")
    func lost() {
        var talk = Talk.handshaken()
        talk.events(Array(Talk.five.prefix(2)), from: 24)
        #expect(talk.machine.ended(.endOfStream, reply: nil, at: talk.at(40)) == [.finish])
        #expect(talk.report.runs.first?.findings.map(\.failureClass) == [.connectionLost])
        #expect(talk.report.close == CloseRecord(code: nil, by: .server))
        #expect(!talk.report.isComplete)
    }

    @Test(
        "the server closes while we listen for a last word",
        arguments: [
            (SessionEnd.closed(CloseFrame(.normal), by: .server), []),
            (.closed(CloseFrame(.goingAway), by: .server), []),
            (.closed(CloseFrame(.internalError), by: .server), [.closeInvalid]),
        ] as [(SessionEnd, [FailureClass])]
    )
    func closedWhileLingering(end: SessionEnd, classes: [FailureClass]) {
        var talk = Talk.handshaken()
        talk.events(Talk.five, from: 24)
        #expect(talk.machine.ended(end, reply: nil, at: talk.at(100)) == [.finish])
        #expect(talk.report.runs.first?.findings.map(\.failureClass) == classes)
        #expect(talk.report.isComplete)
    }

    @Test(
        "our close frame and what came of it",
        arguments: [
            (SessionEnd.closed(CloseFrame(.normal), by: .client), CloseFrame(.normal), []),
            (.closed(CloseFrame(.normal), by: .client), nil, []),
            (.closed(CloseFrame(.normal), by: .client), CloseFrame(.internalError), [.closeInvalid]),
            (.closeTimedOut(CloseFrame(.normal)), nil, [.closeInvalid]),
            (.endOfStream, nil, [.closeInvalid]),
        ] as [(SessionEnd, CloseFrame?, [FailureClass])]
    )
    func afterOurClose(end: SessionEnd, reply: CloseFrame?, classes: [FailureClass]) {
        var talk = Talk.handshaken()
        talk.events(Talk.five, from: 24)
        _ = talk.machine.look(at: talk.at(314))
        #expect(talk.machine.ended(end, reply: reply, at: talk.at(320)) == [.finish])
        #expect(talk.report.after.map(\.failureClass) == classes)
    }

    @Test("an event after the terminal one is found while we linger")
    func afterTerminal() {
        var talk = Talk.handshaken()
        talk.events(Talk.five + ["agent_thinking"], from: 24)
        _ = talk.machine.look(at: talk.at(400))
        #expect(talk.report.runs.first?.findings.map(\.failureClass) == [.afterTerminal])
    }

    @Test("three messages on one connection: each is asked after the linger of the one before")
    func severalMessages() {
        var talk = Talk.handshaken(messages: 3)
        for round in 0..<3 {
            let begin = 100 + round * 1_000
            talk.events(Talk.five, from: begin)
            let actions = talk.machine.look(at: talk.at(begin + 290))
            guard round < 2 else {
                #expect(actions == [.close(within: .seconds(1))])
                break
            }
            guard case .request(let ask, threadID: "t")? = actions.first else {
                Issue.record("no request after round \(round): \(actions)")
                return
            }
            talk.asked(ask, at: begin + 290)
        }
        #expect(talk.report.runs.map(\.findings) == [[], [], []])
        #expect(talk.report.lingered == .milliseconds(500))
        #expect(talk.report.isComplete)
    }

    @Test("the connection ends before the second message: lost, and said so")
    func secondMessageLost() {
        var talk = Talk.handshaken(messages: 2)
        talk.events(Talk.five, from: 24)
        _ = talk.machine.ended(.closed(CloseFrame(.normal), by: .server), reply: nil, at: talk.at(100))
        #expect(talk.report.after.map(\.failureClass) == [.connectionLost])
        #expect(!talk.report.isComplete)
    }

    @Test("a remembered dialect that the server contradicts ends the conversation, and only that")
    func contradicted() {
        var talk = Talk(dialect: .welcome)
        talk.hear(Talk.welcome, at: 11)
        #expect(talk.hear(Talk.response, at: 11) == [.close(within: .seconds(1))])
        #expect(talk.report.isContradicted)
        #expect(talk.report.before == [])
    }

    @Test("a binary message and broken JSON before the request are malformed events")
    func malformedBeforeRequest() {
        var talk = Talk()
        talk.hear("{", at: 11)
        let binary = WebSocketMessage(kind: .binary, payload: ByteBuffer(bytes: [1]))
        _ = talk.machine.received(binary, frame: 2, at: talk.at(12))
        #expect(talk.report.before.map(\.failureClass) == [.malformedEvent, .malformedEvent])
    }

    @Test("told to wait: nothing is asked until it is told to proceed")
    func waits() {
        var talk = Talk(waits: true)
        talk.hear(Talk.welcome, at: 11)
        talk.hear(Talk.response, at: 12)
        #expect(talk.hear(Talk.complete, at: 14) == [.tellReady])
        #expect(talk.machine.proceed() == [.request(talk.machine.script.asks[0], threadID: "t")])
        #expect(talk.machine.proceed() == [])
    }

    @Test("events that come only on another connection of the user are misrouted")
    func misrouted() {
        var talk = Talk.handshaken()
        for name in Talk.five {
            let message = WebSocketMessage(kind: .text, payload: ByteBuffer(string: talk.event(name)))
            talk.machine.heardElsewhere(message, frame: 0, at: talk.at(30))
        }
        _ = talk.machine.look(at: talk.at(10_000))
        #expect(talk.report.runs.first?.findings.map(\.failureClass) == [.misroutedEvent])
    }

    @Test("a connection that only listens hands on what it hears and can be dismissed")
    func listens() {
        var talk = Talk(messages: 0)
        talk.hear(Talk.welcome, at: 11)
        talk.hear(Talk.response, at: 12)
        #expect(talk.hear(Talk.complete, at: 14) == [.tellReady])
        let message = WebSocketMessage(kind: .text, payload: ByteBuffer(string: talk.event("agent_started")))
        #expect(
            talk.machine.received(message, frame: 9, at: talk.at(20))
                == [.overhear(message, frame: 9, at: talk.at(20))]
        )
        #expect(talk.machine.dismissed(at: talk.at(30)) == [.close(within: .seconds(1))])
        #expect(talk.report.before == [])
    }

    @Test("giving up in the middle is the monitor's own trouble")
    func cancelled() {
        var talk = Talk.handshaken()
        #expect(talk.machine.cancelled(at: talk.at(30)) == [.leave, .finish])
        #expect(talk.report.runs.first?.findings.map(\.failureClass) == [.monitorError])
        var early = Talk()
        #expect(early.machine.cancelled(at: early.at(30)) == [.leave, .finish])
        #expect(early.report.before.map(\.failureClass) == [.monitorError])
    }
}
