import Metrics
import Testing

@Suite("Many at once")
struct ConcurrencyTests {
    private static let workers = 8
    private static let rounds = 20_000

    @Test("no increment, no measurement and no first touch is lost")
    func sums() async {
        let registry = MetricsRegistry()
        let counters = registry.counter("c_total", help: "c", labels: ["a", "b"])
        let gauge = registry.gauge("g", help: "g").with()
        let histogram = registry.histogram("h", help: "h", buckets: [1, 2]).with()
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<Self.workers {
                group.addTask {
                    for round in 0..<Self.rounds {
                        counters.with("shared", String(round % 100)).increment()
                        gauge.add(worker.isMultiple(of: 2) ? 1 : -1)
                        histogram.observe(Double(round % 4))
                    }
                }
            }
        }
        let each = Double(Self.workers * Self.rounds / 100)
        let all = UInt64(Self.workers * Self.rounds)
        #expect((0..<100).map { counters.with("shared", String($0)).value } == Array(repeating: each, count: 100))
        #expect(gauge.value == 0)
        #expect(histogram.count == all)
        #expect(histogram.sum == Double(all) * 1.5)
    }

    @Test("a scrape under load is whole: count is the last bucket, and no counter goes back")
    func scrapes() async {
        let registry = MetricsRegistry()
        let counters = registry.counter("c_total", help: "c", labels: ["a"])
        let histogram = registry.histogram("h", help: "h", buckets: [1, 2]).with()
        _ = counters.with("0")
        let seen = await withTaskGroup(of: [String].self) { group in
            group.addTask {
                for round in 0..<Self.rounds {
                    counters.with(String(round % 50)).increment()
                    histogram.observe(Double(round % 4))
                }
                return []
            }
            group.addTask { (0..<200).map { _ in registry.exposition(.text004) } }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(seen.count == 200)
        var last = 0.0
        for text in seen {
            #expect(value(of: "h_bucket{le=\"+Inf\"}", in: text) == value(of: "h_count", in: text))
            let now = value(of: "c_total{a=\"0\"}", in: text) ?? -1
            #expect(now >= last)
            last = now
        }
    }

    private func value(of sample: String, in text: String) -> Double? {
        text.split(separator: "\n").first { $0.hasPrefix(sample + " ") }
            .flatMap { Double($0.dropFirst(sample.count + 1)) }
    }
}
