import FoundationEssentials
import Results
import Testing

@Suite("Calendar times")
struct WallTimeTests {
    @Test("each of the thousand milliseconds of a second is written as itself and read back")
    func milliseconds() throws {
        for millisecond in 0..<1_000 {
            let time = WallTime(milliseconds: 1_769_860_800_000 + Int64(millisecond))
            let digits = "\(1_000 + millisecond)".dropFirst()
            #expect(time.description == "2026-01-31T12:00:00.\(digits)Z")
            let encoded = try JSONEncoder().encode([time])
            #expect(try JSONDecoder().decode([WallTime].self, from: encoded) == [time])
        }
    }

    @Test(
        "times of other centuries and before 1970 too",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999Z"), (-2_208_988_800_000, "1900-01-01T00:00:00.000Z"),
        ] as [(Int64, String)]
    )
    func centuries(milliseconds: Int64, text: String) {
        #expect(WallTime(milliseconds: milliseconds).description == text)
    }

    @Test("what is no RFC 3339 time is told with its text")
    func wrong() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([WallTime].self, from: Data(#"["yesterday"]"#.utf8))
        }
    }

    @Test("a duration later is rounded to the millisecond; earlier is less")
    func advanced() {
        let time = WallTime(milliseconds: 1_000)
        #expect(time.advanced(by: .microseconds(1_499)) == WallTime(milliseconds: 1_001))
        #expect(time.advanced(by: .seconds(-2)) == WallTime(milliseconds: -1_000))
        #expect(time < time.advanced(by: .milliseconds(1)))
        #expect(time.seconds == 1)
        #expect(abs(WallTime.now.seconds - Date.now.timeIntervalSince1970) < 60)
    }
}
