import Metrics
import Testing

@Suite("The format that a client gets")
struct NegotiationTests {
    static let table: [(String?, ExpositionFormat)] = [
        (nil, .text004),
        ("", .text004),
        ("*/*", .text004),
        ("text/plain", .text004),
        ("text/plain;version=0.0.4", .text004),
        ("application/openmetrics-text", .openMetrics100),
        ("application/openmetrics-text; version=1.0.0; charset=utf-8", .openMetrics100),
        ("application/openmetrics-text; version=\"1.0.0\"", .openMetrics100),
        ("application/openmetrics-text; version=0.0.1", .openMetrics100),
        ("APPLICATION/OpenMetrics-Text; VERSION=1.0.0", .openMetrics100),
        // A version that we cannot write is as if it were not there.
        ("application/openmetrics-text; version=2.0.0", .text004),
        ("text/plain;version=1.0.0, application/openmetrics-text;q=0.1", .openMetrics100),
        // Prometheus 2 and 3, curl, a browser.
        (
            "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1", .openMetrics100
        ),
        (
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
                + "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,"
                + "text/plain;version=0.0.4;q=0.2,*/*;q=0.1", .openMetrics100
        ),
        (
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,"
                + "text/plain;version=0.0.4;q=0.5", .text004
        ),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", .text004),
        // Quality decides, then the order; a wildcard decides nothing.
        ("text/plain;q=0.9, application/openmetrics-text;q=0.5", .text004),
        ("text/plain;q=0.5, application/openmetrics-text;q=0.9", .openMetrics100),
        ("text/plain, application/openmetrics-text", .text004),
        ("application/openmetrics-text, text/plain", .openMetrics100),
        ("*/*, application/openmetrics-text;q=0.1", .openMetrics100),
        ("application/*", .text004),
        ("application/openmetrics-text;q=0", .text004),
        ("application/openmetrics-text ; q = 0.7 , text/plain ; q=0.6", .openMetrics100),
        // Garbage.
        ("application/openmetrics-text;q=much", .text004),
        ("application/openmetrics-text;q=2", .text004),
        ("application/openmetrics-text;q=-1", .text004),
        ("application/openmetrics-text;q=nan", .text004),
        (";;;,,,=,/;q", .text004),
        ("openmetrics", .text004),
        (",,application/openmetrics-text;;;x,,", .openMetrics100),
        ("\u{0}\r\n\"", .text004),
    ]

    @Test("is what its Accept value says", arguments: table)
    func negotiated(accept: String?, format: ExpositionFormat) {
        #expect(ExpositionFormat.negotiate(accept: accept) == format)
    }

    @Test("comes with its content type")
    func contentTypes() {
        #expect(
            ExpositionFormat.allCases.map(\.contentType) == [
                "text/plain; version=0.0.4; charset=utf-8",
                "application/openmetrics-text; version=1.0.0; charset=utf-8",
            ]
        )
    }
}
