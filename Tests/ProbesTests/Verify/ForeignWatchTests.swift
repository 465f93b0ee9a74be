import NIOCore
import Probes
import Results
import Testing

@Suite("Frames before the request")
struct ForeignWatchTests {
    private func hear(_ watch: inout ForeignWatch, _ texts: String...) -> [Finding] {
        texts.enumerated().flatMap { number, text in
            let message = ByteBuffer(string: text)
            let reading = FrameReading.read(message, .agentRun)
            return watch.hear(reading, of: message, frame: number, at: .milliseconds(number))
        }
    }

    private static let welcome = """
        {"type":"connection_established","data":{"mode":"main","user_id":"user-1","connection_id":"main_9f2c",\
        "golden_path_events":["agent_started","agent_completed"],"timestamp":"2026-01-31T12:00:00Z"},"timestamp":1.5}
        """
    private static let handshake = """
        {"type":"handshake_response","thread_id":"thread_7","run_id":"run_7","request_id":"r","session_token":"s"}
        """

    @Test("the welcome tells user and connection, the handshake run and thread")
    func learning() {
        var context = RunContext()
        context.label = "probe-1"
        var watch = ForeignWatch(context)
        #expect(hear(&watch, Self.welcome, Self.handshake) == [])
        #expect(
            watch.context.told
                == RunIDs(run: "run_7", thread: "thread_7", connection: "main_9f2c", user: "user-1")
        )
    }

    @Test(
        "every form of the welcome is one",
        arguments: [
            #"{"type":"system_message","data":{"event":"connection_established","user_id":"u","connection_ready":true}}"#,
            #"{"event":"connection_established","user_id":"u"}"#,
            #"{"type":"connection_established","payload":{"user_id":"u"}}"#,
            #"{"type":"factory_connection_established","data":{"user_id":"u"}}"#,
            #"{"type":"isolated_connection_established","data":{"user_id":"u"}}"#,
            #"{"type":"connection\u005festablished","data":{"user_id":"u"}}"#,
        ]
    )
    func welcomes(text: String) {
        var watch = ForeignWatch(RunContext())
        #expect(hear(&watch, text) == [])
        #expect(watch.context.told.user == "u")
    }

    @Test("a welcome for somebody else, a nonce, and an event of a run that nobody asked for are leaks")
    func leaks() {
        var context = TestRun.context
        context.sentRun = nil
        context.sentThread = nil
        context.users = ["user-9"]
        var watch = ForeignWatch(context)
        let findings = hear(
            &watch,
            Self.welcome,
            #"{"type":"heartbeat","note":"nonce-ijklmnop"}"#,
            #"{"type":"agent_started","run_id":"run-2"}"#,
            #"{"type":"heartbeat","run_id":"of nobody's interest"}"#,
            #"nonce-ijklmnop"#
        )
        #expect(
            findings.map(\.leak) == [
                LeakEvidence(whose: "user-1", field: "user_id", frame: 0),
                LeakEvidence(whose: "probe-2", field: "nonce", frame: 1),
                LeakEvidence(whose: "run-2", field: "run_id", frame: 2),
                LeakEvidence(whose: "probe-2", field: "nonce", frame: 4),
            ]
        )
        #expect(findings.first?.at == .zero)
        #expect(
            findings.map(\.detail) == [
                "frame 0 (connection_established) carries the user_id user-1, which is not ours",
                "frame 1 (heartbeat) carries the nonce of probe-2",
                "frame 2 (agent_started) carries the run_id run-2, which is not ours",
                "frame 4 carries the nonce of probe-2",
            ]
        )
    }

    @Test("an event of another run of ours, replayed to a new connection, is no leak")
    func replay() {
        var context = RunContext()
        context.otherRuns = ["run-0"]
        var watch = ForeignWatch(context)
        #expect(hear(&watch, #"{"type":"agent_completed","run_id":"run-0","thread_id":"thread-0"}"#) == [])
    }
}
