import Configuration
import NIOCore
import Testing
import Transport

@testable import Probes

@Suite("Transcripts")
struct TranscriptTests {
    private func log(limit: Int = 1_000, _ frames: (Opcode, String)...) -> FrameLog {
        var log = FrameLog(limit: limit)
        for (opcode, text) in frames { log.add(.received, opcode, ByteBuffer(string: text), at: .milliseconds(1)) }
        return log
    }

    @Test("show the frames of a run without credentials, whatever kind of frame carries them")
    func redacted() {
        var redaction = Redaction()
        redaction.add(Secret("correct horse"))
        let log = log(
            (.text, #"{"type":"handshake_response","session_token":"abc","thread_id":"t"}"#),
            (.text, "no JSON, but correct horse"),
            (.binary, #"{"token":"abc"}"#),
            (.ping, "correct horse"),
            (.pong, "\u{0}\u{FF}"),
            (.close, "\u{3}\u{2}0 correct horse")
        )
        let transcript = Transcript(log, redaction)
        #expect(
            transcript.entries.map(\.payload) == [
                #"{"type":"handshake_response","session_token":"<redacted>","thread_id":"t"}"#,
                "no JSON, but <redacted>", hex(#"{"token":"<redacted>"}"#), hex("<redacted>"), "00c3bf",
                "770 0 <redacted>",
            ]
        )
        #expect(transcript.entries.map(\.size) == [67, 26, 15, 13, 3, 17])
        #expect(!transcript.isTruncated)
    }

    @Test("the twin: without knowing it, what is no credential by name or shape stands there")
    func twin() {
        let transcript = Transcript(log((.text, "no JSON, but correct horse")), Redaction())
        #expect(transcript.entries.map(\.payload) == ["no JSON, but correct horse"])
    }

    @Test("end at their limit, which empty frames reach too, and say so")
    func limit() {
        let full = Transcript(
            log(limit: 100, (.text, "1234"), (.text, "12345"), (.ping, ""), (.text, "1")),
            Redaction()
        )
        #expect(full.entries.map(\.size) == [4, 5])
        #expect(full.isTruncated)
        var pings = FrameLog(limit: 100)
        for _ in 0..<1_000 { pings.add(.received, .ping, ByteBuffer(), at: .zero) }
        #expect(pings.frames.count == 3)
        #expect(pings.isTruncated)
        let exact = Transcript(log(limit: 36, (.text, "1234")), Redaction())
        #expect(exact.entries.count == 1)
        #expect(!exact.isTruncated)
    }

    @Test("show a close without a code as nothing")
    func emptyClose() {
        #expect(Transcript(log((.close, "")), Redaction()).entries.map(\.payload) == [""])
    }

    private func hex(_ text: String) -> String {
        text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
