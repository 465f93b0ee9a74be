import FoundationEssentials
import Results
import TestSupport
import Testing

@Suite("Seconds in JSON")
struct SecondsTests {
    private func json(_ duration: Duration) throws -> String {
        String(decoding: try JSONEncoder().encode([Seconds(duration)]), as: UTF8.self)
    }

    @Test(
        "have at most six digits behind the point, and no trace of how numbers are kept",
        arguments: [
            (Duration.zero, "[0]"), (.seconds(5), "[5]"), (.microseconds(1_993_162), "[1.993162]"),
            (.nanoseconds(1_993_162_499), "[1.993162]"), (.nanoseconds(1_993_162_500), "[1.993163]"),
            (.nanoseconds(999_999_600), "[1]"), (.milliseconds(-310), "[-0.31]"), (.microseconds(1), "[0.000001]"),
            (.microseconds(-95), "[-0.000095]"), (.microseconds(100), "[0.0001]"), (.nanoseconds(499), "[0]"),
        ]
    )
    func text(duration: Duration, text: String) throws {
        #expect(try json(duration) == text)
    }

    @Test("of ten thousand durations up to ten years are the shortest number that means them, and read as themselves")
    func roundTrip() throws {
        var random = Seeded(7)
        for _ in 0..<10_000 {
            let magnitude = random.next(below: 15)
            let microseconds = Int(pow10(magnitude)) / 10 + random.next(below: Int(pow10(magnitude)))
            let duration = Duration.microseconds(microseconds)
            let text = try json(duration)
            #expect(try JSONDecoder().decode([Seconds].self, from: Data(text.utf8)) == [Seconds(duration)])
            let fraction = text.split(separator: ".").dropFirst().first.map { $0.prefix { $0.isNumber } } ?? ""
            #expect(fraction.count <= 6, "\(text)")
        }
    }

    private func pow10(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { power, _ in power * 10 } }
}
