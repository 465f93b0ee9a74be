import Configuration
import TestSupport
import Testing

@Suite("Durations as text")
struct DurationTextTests {
    @Test(
        "what people write is read exactly",
        arguments: [
            ("250ms", Duration.milliseconds(250)), ("5s", .seconds(5)), ("2m", .seconds(120)),
            ("1h", .seconds(3_600)), ("30d", .seconds(2_592_000)), ("1h30m", .seconds(5_400)),
            ("1.5s", .milliseconds(1_500)), ("1.5h", .seconds(5_400)), ("0s", .zero), ("90s", .seconds(90)),
            ("1d2h3m4s5ms", .milliseconds(93_784_005)), ("0.000000000000000001s", Duration(attoseconds: 1)),
            ("36500d", DurationText.longest), ("1.50s", .milliseconds(1_500)),
        ]
    )
    func reads(text: String, duration: Duration) throws {
        #expect(try DurationText.parse(text) == duration)
    }

    @Test(
        "what is no duration is refused with its reason",
        arguments: [
            ("", DurationText.Refusal.empty), ("15", .noUnit), ("1h30", .noUnit), ("-5s", .notANumber),
            ("s", .notANumber),
            ("ms5", .notANumber), (".5s", .notANumber), ("5.s", .notANumber), ("1.2.3s", .notANumber),
            ("5 s", .unknownUnit), ("5S", .unknownUnit), ("5us", .unknownUnit), ("1w", .unknownUnit),
            ("30m1h", .wrongOrder), ("1s1s", .wrongOrder), ("1.5h30m", .wrongOrder), ("36501d", .tooLong),
            ("36500d1ms", .tooLong), ("99999999999999999999999999999999999999999s", .tooLong),
            ("0.0000000000000000001s", .notANumber), ("٣s", .notANumber), ("1e3s", .unknownUnit),
        ]
    )
    func refuses(text: String, refusal: DurationText.Refusal) {
        #expect(throws: refusal) { try DurationText.parse(text) }
    }

    @Test(
        "durations are written as short as they go",
        arguments: [
            (Duration.zero, "0s"), (.seconds(90), "1m30s"), (.milliseconds(1_500), "1.5s"),
            (.milliseconds(250), "250ms"), (.microseconds(1_250), "1.25ms"), (.seconds(86_400 * 30), "30d"),
            (.seconds(129_600), "1d12h"), (.milliseconds(61_050), "1m1.05s"), (.seconds(-90), "-1m30s"),
            (.nanoseconds(1), "0.000001ms"), (.seconds(3_600), "1h"),
        ]
    )
    func writes(duration: Duration, text: String) {
        #expect(DurationText.format(duration) == text)
    }

    @Test("every duration that is written is read again as the same")
    func roundTrip() throws {
        var random = Seeded(1)
        for _ in 0..<20_000 {
            // Every magnitude is as likely as every other, from attoseconds to a century.
            let bits = UInt128(random.next()) << 64 | UInt128(random.next())
            let duration = Duration(attoseconds: Int128(bits >> UInt128(37 + random.next(below: 91))))
            let text = DurationText.format(duration)
            #expect(try DurationText.parse(text) == duration, "\(text)")
        }
    }
}
