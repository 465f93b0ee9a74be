import Results
import Testing

@Suite("Durations in sentences")
struct DurationWordsTests {
    @Test(
        "a duration is told with the digits that matter",
        arguments: [
            (Duration.zero, "0 ms"), (.microseconds(4), "0.00 ms"), (.microseconds(40), "0.04 ms"),
            (.microseconds(96), "0.1 ms"), (.microseconds(800), "0.8 ms"),
            (.microseconds(9_940), "9.9 ms"), (.microseconds(9_950), "10 ms"), (.milliseconds(42), "42 ms"),
            (.microseconds(99_499), "99 ms"), (.microseconds(99_500), "0.10 s"), (.milliseconds(310), "0.31 s"),
            (.milliseconds(5_004), "5 s"), (.seconds(5), "5 s"), (.milliseconds(5_005), "5.01 s"),
            (.nanoseconds(2_000_008_736), "2 s"), (.milliseconds(1_500), "1.50 s"), (.milliseconds(9_994), "9.99 s"),
            (.milliseconds(9_995), "10 s"),
            (.milliseconds(12_440), "12.4 s"), (.seconds(3_600), "3600 s"), (.milliseconds(-310), "-0.31 s"),
        ]
    )
    func words(duration: Duration, words: String) {
        #expect(duration.words == words)
    }
}
