import Metrics
import Testing

@Suite("Counters, gauges and histograms")
struct SeriesTests {
    private let registry = MetricsRegistry()

    @Test("the same labels give the same series, others another one")
    func identity() {
        let family = registry.counter("c_total", help: "c", labels: ["a", "b"])
        family.with("x", "y").increment()
        family.with(values: ["x", "y"]).increment(by: 0.5)
        family.with("y", "x").increment()
        #expect(family.with("x", "y") === family.with(values: ["x", "y"]))
        #expect(family.with("x", "y").value == 1.5)
        #expect(family.with("y", "x").value == 1)
    }

    @Test("a family has any number of labels", arguments: 0...6)
    func arity(count: Int) {
        let names = (0..<count).map { "l\($0)" }
        let family = registry.gauge("g\(count)", help: "g", labels: names)
        let values = (0..<count).map { "v\($0)" }
        family.with(values: values).set(1)
        let byNumber: Gauge
        switch count {
        case 0: byNumber = family.with()
        case 1: byNumber = family.with("v0")
        case 2: byNumber = family.with("v0", "v1")
        case 3: byNumber = family.with("v0", "v1", "v2")
        case 4: byNumber = family.with("v0", "v1", "v2", "v3")
        case 5: byNumber = family.with("v0", "v1", "v2", "v3", "v4")
        default: byNumber = family.with("v0", "v1", "v2", "v3", "v4", "v5")
        }
        byNumber.add(1)
        let pairs = zip(names, values).map { "\($0)=\"\($1)\"" }.joined(separator: ",")
        let braces = count == 0 ? "" : "{\(pairs)}"
        #expect(
            registry.exposition(.text004) == "# HELP g\(count) g\n# TYPE g\(count) gauge\ng\(count)\(braces) 2\n"
        )
    }

    @Test("series stand in the order of their values, label by label, whatever order they came in")
    func order() {
        let family = registry.gauge("g", help: "g", labels: ["a", "b"])
        let sorted = [("", "z"), ("a", "b"), ("a", "c"), ("ab", "a"), ("b", ""), ("b", "a")]
        for pair in sorted.shuffled() { family.with(pair.0, pair.1).set(0) }
        let lines = registry.exposition(.text004).split(separator: "\n").dropFirst(2).map(String.init)
        #expect(lines == sorted.map { "g{a=\"\($0)\",b=\"\($1)\"} 0" })
    }

    @Test("a declaration asked for twice is one family")
    func declaredTwice() {
        let first = registry.histogram("h", help: "h", labels: ["a"], buckets: [1, 2])
        let second = registry.histogram("h", help: "h", labels: ["a"], buckets: [1, 2])
        #expect(first === second)
    }

    @Test("a counter follows a total that is kept elsewhere, and never back")
    func advance() {
        let counter = registry.counter("c_total", help: "c").with()
        counter.advance(to: 5)
        counter.advance(to: 3)
        counter.increment(by: 0)
        #expect(counter.value == 5)
    }

    @Test("a gauge rises, falls, leaves and comes back")
    func gauge() {
        let gauge = registry.gauge("g", help: "g").with()
        let head = "# HELP g g\n# TYPE g gauge\n"
        #expect(gauge.value == nil)
        gauge.add(2)
        gauge.add(-3)
        #expect(registry.exposition(.text004) == head + "g -1\n")
        gauge.remove()
        #expect(registry.exposition(.text004) == head)
        gauge.set(0)
        #expect(registry.exposition(.text004) == head + "g 0\n")
    }

    @Test("a measurement on a bound belongs to its bucket; NaN and infinities to none")
    func bounds() {
        let histogram = registry.histogram("h", help: "h", buckets: [0.1, 1]).with()
        for value in [-1, 0.1, 0.1.nextUp, 1, 2, .nan, .infinity, -.infinity] { histogram.observe(value) }
        #expect(
            registry.exposition(.text004) == """
                # HELP h h
                # TYPE h histogram
                h_bucket{le="0.1"} 2
                h_bucket{le="1"} 4
                h_bucket{le="+Inf"} 5
                h_sum 2.2
                h_count 5

                """
        )
        #expect(histogram.count == 5)
        #expect(histogram.sum == 2.2)
    }

    @Test("durations are counted in seconds, down to what a double holds")
    func durations() {
        let histogram = registry.histogram("h", help: "h").with()
        histogram.observe(.microseconds(1))
        histogram.observe(.seconds(2))
        #expect(histogram.sum == 2.000001)
    }

    @Test("the default buckets are those of the metrics page")
    func defaultBuckets() {
        _ = registry.histogram("h", help: "h").with()
        let edges = registry.exposition(.text004).split(separator: "\n").compactMap { line in
            line.hasPrefix("h_bucket") ? line.split(separator: "\"")[1] : nil
        }
        #expect(edges == ["0.005", "0.025", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "30", "+Inf"])
    }
}
