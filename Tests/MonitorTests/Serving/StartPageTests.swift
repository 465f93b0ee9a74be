import HTTPTypes
import Results
import Testing

@testable import Monitor

@Suite("The start page")
struct StartPageTests {
    private func page(_ statuses: [ProbeStatus], notes: [String] = []) -> String {
        StartPage(version: "1.2.3", statuses: { statuses }, notes: { notes }).html()
    }

    private func body(of page: String) -> String {
        page.firstRange(of: "<body>").map { String(page[$0.lowerBound...]) } ?? ""
    }

    @Test("it links, counts, and shows each probe")
    func whole() {
        var up = ProbeStatus(probe: "golden-path", target: "local", kind: .journey)
        _ = up.take([Sample.result()])
        var down = ProbeStatus(probe: "other", target: "local", kind: .journey)
        _ = down.take([Sample.failed(Finding(.connectionLost, detail: "closed with 1011"), probe: "other")])
        let fresh = ProbeStatus(probe: "new", target: "edge", kind: .journey)
        let page = page([up, down, fresh], notes: ["quintet.yaml:3:1 store: not in force yet"])
        #expect(page.contains("<title>Quintet: 3 probes: 1 down, 1 up, 1 unknown</title>"))
        #expect(
            body(of: page) == """
                <body>
                <h1>Quintet</h1>
                <p>3 probes: 1 down, 1 up, 1 unknown. Version 1.2.3.</p>
                <p><a href="/metrics">/metrics</a> · <a href="/-/healthy">/-/healthy</a> · \
                <a href="/-/ready">/-/ready</a></p>
                <p><a href="/api/v1/status">/api/v1/status</a> · <a href="/api/v1/probes">/api/v1/probes</a> · \
                <a href="/api/v1/results">/api/v1/results</a> · <a href="/api/v1/alerts">/api/v1/alerts</a> · \
                <a href="/api/v1/stream">/api/v1/stream</a></p>
                <table>
                <tr><th>Probe</th><th>Target</th><th>State</th><th>Since</th><th>Last run</th><th>Took</th>\
                <th>What it found</th></tr>
                <tr><td>golden-path</td><td>local</td><td class="up">up</td><td>2026-01-31T12:00:00.000Z</td>\
                <td>2026-01-31T12:00:00.000Z</td><td>0.33 s</td><td>pass</td></tr>
                <tr><td>other</td><td>local</td><td class="down">down</td><td>2026-01-31T12:00:00.000Z</td>\
                <td>2026-01-31T12:00:00.000Z</td><td>0.33 s</td><td>connection_lost: closed with 1011</td></tr>
                <tr><td>new</td><td>edge</td><td class="unknown">unknown</td><td></td><td></td><td></td><td></td></tr>
                </table>
                <h2>Worth knowing</h2>
                <ul>
                <li>quintet.yaml:3:1 store: not in force yet</li>
                </ul>
                </body>
                </html>

                """
        )
    }

    @Test("without probes it says so")
    func empty() {
        #expect(page([]).contains("<p>no probe is scheduled. Version 1.2.3.</p>"))
    }

    @Test("what a server says is text and never markup")
    func hostile() {
        var down = ProbeStatus(probe: "p", target: "t", kind: .journey)
        _ = down.take([Sample.failed(Finding(.connectionLost, detail: "<script>alert('\"&')</script>"))])
        let page = page([down])
        #expect(!page.contains("<script"))
        #expect(page.contains("&lt;script&gt;alert(&#39;&quot;&amp;&#39;)&lt;/script&gt;"))
    }

    @Test("no script may run on it, whatever it shows")
    func policy() async {
        var routes = Routes()
        StartPage(version: "1", statuses: { [] }, notes: { [] }).add(to: &routes)
        let answer = await routes.answer(WebRequest(path: "/"))
        #expect(answer.headers[.contentSecurityPolicy] == "default-src 'none'; style-src 'unsafe-inline'")
        #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
    }
}
