import Testing

@testable import Transport

@Suite("Waiting times in sentences")
struct DurationBriefTests {
    @Test(
        "are told as somebody would say them",
        arguments: [
            (Duration.zero, "0 ms"), (.microseconds(400), "0 ms"), (.milliseconds(250), "250 ms"),
            (.microseconds(999_400), "999 ms"), (.microseconds(999_600), "1 s"), (.nanoseconds(2_000_008_736), "2 s"),
            (.milliseconds(2_500), "2.5 s"), (.milliseconds(2_050), "2.05 s"), (.milliseconds(61_234), "61.23 s"),
            (.milliseconds(-2_500), "-2.5 s"), (.milliseconds(-3), "-3 ms"),
        ]
    )
    func brief(duration: Duration, text: String) {
        #expect(duration.brief == text)
    }

    @Test("never show more digits than that in a failure")
    func failures() {
        let time = Duration.nanoseconds(2_000_008_736)
        #expect("\(DialError.upgradeTimedOut(after: time))" == "no complete answer to the upgrade within 2 s")
        #expect("\(DialError.connectTimedOut(after: time, refused: []))" == "no connection within 2 s")
        #expect("\(TLSFailure.timedOut(after: time))" == "the TLS handshake did not complete within 2 s")
        #expect("\(HTTPFailure.timedOut(after: time))" == "no complete answer within 2 s")
        #expect("\(HTTPFailure.connectTimedOut(after: time))" == "no connection within 2 s")
    }
}
