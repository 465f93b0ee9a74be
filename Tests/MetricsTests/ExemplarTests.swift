import Metrics
import Testing

@Suite("Exemplars")
struct ExemplarTests {
    @Test("label and id together fill 128 characters and no more", arguments: [(120, true), (121, false), (0, false)])
    func bound(length: Int, fits: Bool) {
        let exemplar = Exemplar(traceID: String(repeating: "é", count: length), at: 0)
        #expect((exemplar != nil) == fits)
    }

    @Test("characters are counted as scalars, as the readers count them")
    func scalars() {
        let family = "👨‍👩‍👧"
        #expect(Exemplar(traceID: String(repeating: family, count: 24), at: 0) != nil)
        #expect(Exemplar(traceID: String(repeating: family, count: 25), at: 0) == nil)
    }

    @Test("a time that is no number is refused", arguments: [Double.nan, .infinity])
    func time(at: Double) {
        #expect(Exemplar(traceID: "a", at: at) == nil)
    }

    @Test("the latest of each bucket is shown, escaped, and a measurement without one leaves it")
    func latest() {
        let registry = MetricsRegistry()
        let histogram = registry.histogram("h", help: "h", buckets: [1]).with()
        histogram.observe(0.25, exemplar: Exemplar(traceID: "old", at: 1))
        histogram.observe(0.5, exemplar: Exemplar(traceID: "a\"b\\c\nd", at: 2.5))
        histogram.observe(0.75)
        histogram.observe(.seconds(3), exemplar: Exemplar(traceID: "far", at: 1_769_860_800.001))
        #expect(
            registry.exposition(.openMetrics100) == """
                # HELP h h
                # TYPE h histogram
                h_bucket{le="1.0"} 3 # {trace_id="a\\"b\\\\c\\nd"} 0.5 2.5
                h_bucket{le="+Inf"} 4 # {trace_id="far"} 3.0 1769860800.001
                h_sum 4.5
                h_count 4
                # EOF

                """
        )
    }
}
