import Metrics
import Testing

@Suite("Numbers in the text")
struct NumberTests {
    /// A number, and how Go's `strconv.FormatFloat(v, 'g', -1, 64)` prints it.
    static let numbers: [(Double, String)] = [
        (0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (30, "30"), (0.005, "0.005"), (0.025, "0.025"), (2.5, "2.5"),
        (0.1 + 0.2, "0.30000000000000004"), (1.0 / 3, "0.3333333333333333"), (0.0001, "0.0001"),
        (0.000099, "9.9e-05"), (1e-7, "1e-07"), (1.5e-10, "1.5e-10"), (999_999, "999999"), (999_999.5, "999999.5"),
        (1e6, "1e+06"), (-1e6, "-1e+06"), (1_048_576, "1.048576e+06"), (123_456_789, "1.23456789e+08"),
        (1_769_860_800.125, "1.769860800125e+09"), (100_000.25, "100000.25"), (-12.75, "-12.75"),
        (9_007_199_254_740_992, "9.007199254740992e+15"), (1e21, "1e+21"), (1e100, "1e+100"),
        (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (.leastNonzeroMagnitude, "5e-324"),
        (1.8446744073709552e19, "1.8446744073709552e+19"),
        (.nan, "NaN"), (-.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf"),
    ]

    @Test("text 0.0.4 spells them as the Go client does", arguments: numbers)
    func text004(number: Double, text: String) {
        #expect(sample(number, in: .text004) == "n \(text)")
    }

    @Test("OpenMetrics gives whole numbers a point and leaves the others alone", arguments: numbers)
    func openMetrics(number: Double, text: String) {
        let marked = text.contains(where: { ".eNI".contains($0) }) ? text : text + ".0"
        #expect(sample(number, in: .openMetrics100) == "n \(marked)")
    }

    @Test("every text reads back as the very same number")
    func roundTrip() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let number = Double(bitPattern: generator.next())
            guard number.isFinite else { continue }
            #expect(Double(sample(number, in: .text004).dropFirst(2)) == number)
        }
    }

    private func sample(_ number: Double, in format: ExpositionFormat) -> String {
        let registry = MetricsRegistry()
        registry.gauge("n", help: "A number.").with().set(number)
        return String(registry.exposition(format).split(separator: "\n")[2])
    }
}
