import Configuration
import NIOCore
import Results
import Testing
import Transport

@testable import Probes

@Suite("What a conversation keeps, and what it owes")
struct ConversationBoundsTests {
    @Test("of what a server sends before the request, 50 findings of a class are kept")
    func findings() {
        var talk = Talk()
        talk.hear(Talk.welcome, at: 11)
        let binary = WebSocketMessage(kind: .binary, payload: ByteBuffer(bytes: [1]))
        for number in 0..<100 {
            talk.hear("{", at: 12)
            _ = talk.machine.received(binary, frame: number, at: talk.at(12))
            talk.hear(#"{"type":"agent_started","user_id":"somebody"}"#, at: 12)
        }
        #expect(talk.report.before.filter { $0.failureClass == .malformedEvent }.count == 50)
        #expect(talk.report.before.filter { $0.failureClass == .crossUserLeak }.count == 50)
        // What ends the conversation still has its place, the last one.
        _ = talk.machine.ended(.endOfStream, reply: nil, at: talk.at(20))
        #expect(talk.report.before.count == 101)
        #expect(talk.report.before.last?.failureClass == talk.report.endedBy)
    }

    @Test("the same for the one that waits for the other connections")
    func waiting() {
        var talk = Talk(waits: true)
        for text in [Talk.welcome, Talk.response, Talk.complete] { talk.hear(text, at: 12) }
        for _ in 0..<100 { talk.hear("[]", at: 13) }
        #expect(talk.report.before.map(\.failureClass) == Array(repeating: .malformedEvent, count: 50))
    }

    @Test("of the secrets that a server tells, the first 16 are kept, each once")
    func secrets() {
        var talk = Talk(dialect: .welcome, isDeclared: true)
        func tell(_ number: Int) -> String { #"{"type":"handshake_response","session_token":"secret-\#(number)"}"# }
        for number in 0..<100 { talk.hear(tell(number / 2), at: 11) }
        #expect(talk.report.secrets == (0..<16).map { Secret("secret-\($0)") })
    }

    @Test("given up between two messages: inconclusive, and after the last one it is not")
    func cancelledBetweenMessages() {
        for (messages, classes) in [(3, [FailureClass.monitorError]), (1, [])] {
            var talk = Talk.handshaken(messages: messages)
            talk.events(Talk.five, from: 24)
            #expect(talk.machine.cancelled(at: talk.at(100)) == [.leave, .finish])
            #expect(talk.report.after.map(\.failureClass) == classes)
            #expect(talk.report.runs.map(\.findings) == [[]])
        }
    }

    @Test("without a welcome, a credential is refused by a close with 1008 before any event, and by nothing else")
    func refusedWithoutWelcome() {
        func refused(_ code: CloseCode, after events: [String]) -> Bool {
            var talk = Talk(dialect: .none, isDeclared: true)
            talk.asked(talk.machine.script.asks[0], at: 11)
            talk.events(events, from: 12)
            _ = talk.machine.ended(.closed(CloseFrame(code), by: .server), reply: nil, at: talk.at(50))
            return talk.report.isRefused
        }
        #expect(refused(.policyViolation, after: []))
        #expect(!refused(.internalError, after: []))
        #expect(!refused(.policyViolation, after: ["agent_started"]))
    }
}
