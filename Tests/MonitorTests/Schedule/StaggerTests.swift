import Testing

@testable import Monitor

@Suite("The stagger of probes")
struct StaggerTests {
    @Test("a name has the same place in every process and on every machine")
    func stable() {
        #expect(Stagger.share(of: "golden-path") == 0.9995921705875032)
        #expect(Stagger.share(of: "") == 0.9576734252420561)
    }

    @Test("names that differ in a number alone are spread evenly")
    func even() {
        var tenths = [Int](repeating: 0, count: 10)
        for number in 0..<10_000 { tenths[Int(Stagger.share(of: "probe-\(number)") * 10)] += 1 }
        // A binomial of 10,000 and 0.1 has a deviation of 30.
        #expect(tenths.allSatisfy { (850...1_150).contains($0) }, "\(tenths)")
    }

    @Test("an offset lies inside of its period")
    func inside() {
        for number in 0..<1_000 {
            let offset = Stagger.offset(of: "p\(number)", in: .milliseconds(100))
            #expect(offset >= .zero && offset < .milliseconds(100))
        }
    }
}
