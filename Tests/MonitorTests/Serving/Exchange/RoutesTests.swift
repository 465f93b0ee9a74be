import HTTPTypes
import Testing

@testable import Monitor

@Suite("Routes with parameters")
struct RoutesTests {
    private func routes() -> Routes {
        var routes = Routes()
        routes.on(.get, "/probes") { _ in .text("all") }
        routes.on(.get, "/probes/{name}") { .text("one: \($0.parameters["name"] ?? "none")") }
        routes.on(.post, "/probes/{name}/run") { .text("run: \($0.parameters["name"] ?? "none")") }
        return routes
    }

    @Test(
        "a segment that a pattern names is decoded, and is one segment",
        arguments: [
            ("/probes/golden-path", "one: golden-path"), ("/probes/a%20b", "one: a b"), ("/probes/a%2Fb", "one: a/b"),
            ("/probes/%7Bname%7D", "one: {name}"), ("/probes/{name}", "one: {name}"), ("/probes/a+b", "one: a+b"),
        ]
    )
    func decoded(path: String, text: String) async {
        #expect(await routes().answer(WebRequest(path: path)) == .text(text))
    }

    @Test("a segment is never empty, and there are as many as the pattern has", arguments: ["/probes/", "/probes/a/b"])
    func other(path: String) async {
        #expect(await routes().answer(WebRequest(path: path)).status == .notFound)
    }

    @Test("a segment that cannot be decoded is a bad request", arguments: ["%", "%0", "%zz", "%ff", "a%00b"])
    func undecodable(segment: String) async {
        let answer = await routes().answer(WebRequest(path: "/probes/\(segment)"))
        #expect(answer.status == .badRequest)
        #expect(answer.headers[.contentType] == "application/problem+json")
    }

    @Test("a wrong method at a path with parameters is told which ones there are")
    func methods() async {
        let read = await routes().answer(WebRequest(method: .post, path: "/probes/a"))
        #expect(read.status == .methodNotAllowed)
        #expect(read.headers[.allow] == "GET, HEAD")
        #expect(await routes().answer(WebRequest(path: "/probes/a/run")).headers[.allow] == "POST")
        #expect(await routes().answer(WebRequest(method: .post, path: "/probes/a/run")) == .text("run: a"))
    }
}
