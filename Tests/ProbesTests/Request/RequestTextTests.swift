import Results
import Testing

@testable import Probes

@Suite("The text of a request")
struct RequestTextTests {
    private let time = WallTime(milliseconds: 1_769_860_800_000)

    private func text(_ form: RequestForm, _ message: String = "hello") -> (ask: Ask, text: String) {
        let ask = Ask(message: message, at: time)
        return (ask, RequestText.json(ask, form: form, threadID: "t-1", at: time))
    }

    @Test("user_message, as clients send it")
    func userMessage() {
        let (ask, text) = text(.userMessage)
        #expect(
            text
                == #"{"type":"user_message","payload":{"content":"hello","run_id":"\#(ask.runID)","thread_id":"t-1","#
                + #""timestamp":"2026-01-31T12:00:00.000Z","client_environment":null}}"#
        )
    }

    @Test("start_agent, chat and agent_request")
    func otherForms() {
        #expect(text(.startAgent).text.hasPrefix(#"{"type":"start_agent","payload":{"user_request":"hello","#))
        #expect(text(.chat).text.hasPrefix(#"{"type":"chat","payload":{"message":"hello","#))
        #expect(
            text(.agentRequest).text.hasPrefix(#"{"type":"agent_request","agent_name":"assistant","task":"hello","#)
        )
    }

    @Test("a template is filled with texts escaped for JSON")
    func template() {
        let (ask, text) = text(.template(#"{"q":"${message}","id":"${run_id}","t":"${thread_id}"}"#), "say \"hi\"\n")
        #expect(text == #"{"q":"say \"hi\"\n","id":"\#(ask.runID)","t":"t-1"}"#)
    }

    @Test("the nonce stands in the message and differs from run to run")
    func nonce() {
        let first = Ask(message: "probe ${nonce}", at: time)
        let second = Ask(message: "probe ${nonce}", at: time)
        #expect(first.message == "probe \(first.nonce)")
        #expect(first.nonce != second.nonce)
        #expect(first.runID != second.runID)
    }
}
