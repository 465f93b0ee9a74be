import Configuration
import HTTPTypes
import Metrics
import Results
import Synchronization
import Testing

@testable import Monitor

@Suite("The endpoints")
struct EndpointTests {
    private func text(_ answer: WebAnswer) -> String { String(decoding: answer.body, as: UTF8.self) }

    private func metrics(_ headers: HTTPFields = [:]) async -> WebAnswer {
        let registry = MetricsRegistry()
        for number in 0..<100 { registry.counter("a_total", help: "A.", labels: ["b"]).with("\(number)").increment() }
        var routes = Routes()
        MetricsEndpoint(registry: registry).add(to: &routes)
        return await routes.answer(WebRequest(path: "/metrics", headers: headers))
    }

    @Test("metrics come as text 0.0.4, or as OpenMetrics when that is asked for")
    func formats() async {
        let plain = await metrics()
        #expect(plain.status == .ok)
        #expect(plain.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(plain.headers[.vary] == "Accept, Accept-Encoding")
        #expect(text(plain).hasPrefix("# HELP a_total A.\n# TYPE a_total counter\na_total{b=\"0\"} 1\n"))
        let open = await metrics([.accept: "application/openmetrics-text; version=1.0.0"])
        #expect(open.headers[.contentType] == "application/openmetrics-text; version=1.0.0; charset=utf-8")
        #expect(text(open).hasSuffix("# EOF\n"))
    }

    @Test("metrics are compressed for whoever takes gzip, and read back the same")
    func compressed() async throws {
        let plain = await metrics()
        let small = await metrics([.acceptEncoding: "gzip"])
        #expect(plain.headers[.contentEncoding] == nil)
        #expect(small.headers[.contentEncoding] == "gzip")
        #expect(small.body.count < plain.body.count)
        #expect(GzipTests.expand(small.body) == plain.body)
    }

    @Test("healthy always, ready only while probes are run")
    func health() async {
        for (isReady, status) in [(true, HTTPResponse.Status.ok), (false, .serviceUnavailable)] {
            var routes = Routes()
            HealthEndpoints { isReady }.add(to: &routes)
            for path in ["/-/healthy", "/healthz"] {
                #expect(await routes.answer(WebRequest(path: path)) == .text("healthy"))
            }
            for path in ["/-/ready", "/readyz"] {
                #expect(await routes.answer(WebRequest(path: path)).status == status)
            }
        }
    }

    private func routes() -> Routes {
        var routes = Routes()
        routes.on(.get, "/a", "/b") { _ in .text("here") }
        routes.on(.post, "/b") { _ in .text("done") }
        routes.later("/api")
        return routes
    }

    @Test("a path that is not there is a problem document")
    func missing() async {
        let answer = await routes().answer(WebRequest(path: "/nowhere"))
        #expect(answer.status == .notFound)
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(
            text(answer) == """
                {"detail":"there is nothing at /nowhere; GET / says what there is","status":404,"title":"Not Found",\
                "type":"about:blank"}

                """
        )
    }

    @Test("a path that is not built yet says so; one that only begins alike does not")
    func later() async {
        #expect(
            text(await routes().answer(WebRequest(path: "/api/v1/status")))
                .contains("this version does not serve /api/v1/status yet")
        )
        #expect(text(await routes().answer(WebRequest(path: "/apiary"))).contains("there is nothing at /apiary"))
    }

    @Test("a wrong method is told which ones there are; HEAD is GET")
    func methods() async {
        let refused = await routes().answer(WebRequest(method: .delete, path: "/b"))
        #expect(refused.status == .methodNotAllowed)
        #expect(refused.headers[.allow] == "GET, POST, HEAD")
        #expect(text(refused).contains("/b takes GET, POST, HEAD"))
        #expect(await routes().answer(WebRequest(method: .head, path: "/a")) == .text("here"))
        #expect(await routes().answer(WebRequest(method: .post, path: "/a")).headers[.allow] == "GET, HEAD")
        #expect(await routes().answer(WebRequest(method: .post, path: "/b")) == .text("done"))
    }

    private func reload(
        _ outcome: ReloadOutcome,
        authority: String? = "127.0.0.1:9555",
        _ headers: HTTPFields = [:]
    ) async -> (answer: WebAnswer, isCalled: Bool) {
        let calls = Calls()
        var routes = Routes()
        ReloadEndpoint(guardian: HostGuard(names: ["quintet.example.com"])) {
            calls.count.withLock { $0 += 1 }
            return outcome
        }.add(to: &routes)
        let request = WebRequest(method: .post, path: "/-/reload", headers: headers, authority: authority)
        return (await routes.answer(request), calls.count.withLock { $0 > 0 })
    }

    private final class Calls: Sendable {
        let count = Mutex(0)
    }

    @Test("a reload says what became of it")
    func reloads() async throws {
        #expect(await reload(.loaded).answer == .text("reloaded"))
        let problem = Problem(place: Place(file: "q.yaml", line: 3, column: 5), path: "listen", message: "is wrong")
        let refused = await reload(.refused(ConfigurationError(problems: [problem]))).answer
        #expect(refused.status == .internalServerError)
        #expect(text(refused).contains("stays in force:\\nq.yaml:3:5 listen: is wrong"))
        #expect(await reload(.noFile).answer.status == .conflict)
    }

    @Test(
        "a call under our own name or address is let through",
        arguments: ["127.0.0.1:9555", "[::1]:9555", "LOCALHOST", "quintet.example.com:80", "10.0.0.7:9555"]
    )
    func ours(authority: String) async {
        let (answer, isCalled) = await reload(.loaded, authority: authority)
        #expect(answer.status == .ok)
        #expect(isCalled)
        let local: HTTPFields = [.origin: "http://\(authority)"]
        #expect(await reload(.loaded, authority: authority, local).answer.status == .ok)
    }

    @Test(
        "a call that a web page may have made is refused, and nothing is done",
        arguments: [
            ("evil.example", nil), ("127.0.0.1.evil.example:9555", nil), ("", nil), (nil, nil), ("localhost.evil", nil),
            ("127.0.0.1:9555", "https://evil.example"), ("127.0.0.1:9555", "null"),
            ("127.0.0.1:9555", "http://127.0.0.1.evil.example"),
        ] as [(String?, String?)]
    )
    func foreign(authority: String?, origin: String?) async {
        let (answer, isCalled) = await reload(.loaded, authority: authority, origin.map { [.origin: $0] } ?? [:])
        #expect(answer.status == .forbidden)
        #expect(!isCalled)
    }
}
