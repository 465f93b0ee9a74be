import Metrics
import Monitor
import Results
import Testing

@Suite("The program itself as metrics")
struct ServiceMeterTests {
    private let registry = MetricsRegistry()
    private let meter: ServiceMeter

    init() {
        meter = ServiceMeter(registry, version: "1.2.3")
    }

    private var text: String {
        registry.exposition(.text004).split(separator: "\n")
            .filter { $0.hasPrefix("quintet_") }
            .joined(separator: "\n")
    }

    @Test("a refused reload keeps the time of the last good one")
    func reload() {
        meter.loaded(at: Sample.noon)
        #expect(
            text == """
                quintet_build_info{version="1.2.3",swift_version="6.3"} 1
                quintet_config_last_reload_success_timestamp_seconds 1.7698608e+09
                quintet_config_last_reload_successful 1
                """
        )
        meter.refused()
        #expect(text.hasSuffix("1.7698608e+09\nquintet_config_last_reload_successful 0"))
    }

    @Test("the process is told of")
    func process() {
        #expect(registry.exposition(.text004).contains("\nprocess_resident_memory_bytes "))
    }
}
