import NIOCore
import Probes
import Results
import Testing
import Transport

@Suite("Malformed messages")
struct MalformedTests {
    @Test("a malformed message in a right run is the one thing found, by its number")
    func malformed() {
        let broken: [(WebSocketMessage, String)] = [
            (.text("agent_thinking"), "frame 2 is not JSON: an unexpected character a at byte 0"),
            (.text("[]"), "frame 2 is JSON that is no object"),
            (.text(#"{"data":{"type":"agent_thinking"}}"#), "frame 2 is an object without a string at type or event"),
            (
                WebSocketMessage(kind: .binary, payload: ByteBuffer(string: #"{"type":"agent_thinking"}"#)),
                "frame 2 is a binary message, where events are JSON text"
            ),
            (.text(""), "frame 2 is not JSON: the text ends too early at byte 0"),
        ]
        for (message, detail) in broken {
            var messages = Emission.golden.enumerated().map { number, emission in
                (Wire().message(emission, number: number, at: .zero), Duration.milliseconds(number))
            }
            messages.insert((message, .milliseconds(1)), at: 2)
            let report = TestRun().report(messages: messages)
            #expect(report.findings == [Finding(.malformedEvent, at: .milliseconds(1), detail: detail)])
            #expect(report.events.count == 5)
        }
    }
}
