import FoundationEssentials
import Results
import TestSupport
import Testing
import Transport

@testable import Monitor

@Suite("The API, over real sockets", .timeLimit(.minutes(2)))
struct APITests {
    private let monitor = RunningMonitor()

    private func get(_ path: String, _ address: ListenAddress, _ method: String = "GET") async throws -> String {
        try await RawHTTP.exchange("\(method) \(path) HTTP/1.1", "Host: \(address)", with: address)
    }

    private func post(_ path: String, _ address: ListenAddress, _ headers: String...) async throws -> String {
        let lines = ["POST \(path) HTTP/1.1"] + headers
        return try await RawHTTP.exchange(lines.joined(separator: "\r\n"), with: address)
    }

    private func body(_ answer: String) -> String {
        answer.firstRange(of: "\r\n\r\n").map { String(answer[$0.upperBound...]) } ?? ""
    }

    /// A name whose slot lies before that of `b`: so the first run is not one of `b`.
    private let early: String

    init() throws {
        early = try #require((0..<100).map { "a\($0)" }.first { Stagger.share(of: $0) < Stagger.share(of: "b") })
    }

    /// Runs a monitor of two probes, the first of which is let go at once, and `b` is not due for long.
    private func serving(_ body: (ListenAddress) async throws -> Void) async throws {
        let probes = try [early, "b"].map { try Sample.probe($0, every: .seconds(600)) }
        try await monitor.serving(probes) { address in
            try await monitor.stage.until { $0.held == 1 }
            monitor.stage.letAllGo()
            try await body(address)
        }
    }

    @Test("the status says how all probes are, with null for what is not known")
    func status() async throws {
        try await serving { address in
            #expect(try await monitor.pass("b", address).hasPrefix("HTTP/1.1 200 OK\r\n"))
            let answer = try await get("/api/v1/status", address)
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(answer.contains("\r\nContent-Type: application/json\r\n"))
            let status = try JSONDecoder().decode(Status.self, from: Data(body(answer).utf8))
            #expect(status.version == "1.2.3")
            #expect(status.state == "up")
            #expect(status.probes.map(\.name) == [early, "b"])
            let probe = try #require(status.probes.last)
            #expect(probe.state == "up")
            #expect(probe.verdict == "pass")
            #expect(probe.every == 600)
            #expect(probe.duration == 0.331)
            #expect(!probe.running)
            #expect(probe.recent.last?.verdict == "pass")
            #expect(body(answer).contains("\"failure\":null"))
            #expect(body(answer).contains("\"store\":{\"error\":null,\"healthy\":true,\"path\":null}"))
            #expect(body(answer).contains("\"alerts\":{\"firing\":0,\"pending\":0}"))
            #expect(body(answer).contains("\"configuration\":{\"error\":null,\"notes\":[]}"))
        }
    }

    private struct Status: Decodable {
        struct Probe: Decodable {
            struct Recent: Decodable { let verdict: String }

            let name: String
            let state: String
            let verdict: String?
            let every: Double
            let duration: Double?
            let running: Bool
            let recent: [Recent]
        }

        let version: String
        let state: String
        let probes: [Probe]
    }

    @Test("a run that is asked for is answered with its cycle, or with what it found; a second one is refused")
    func runs() async throws {
        try await serving { address in
            #expect(try await monitor.pass("b", address).contains("\"schema\":\"quintet.result/1\""))
            let started = try await post("/api/v1/probes/b/run", address, "Host: \(address)")
            #expect(started.hasPrefix("HTTP/1.1 202 Accepted\r\n"))
            #expect(body(started).hasPrefix("{\"cycle\":\"01"))
            try await monitor.stage.until { $0.held == 1 }
            let second = try await post("/api/v1/probes/b/run", address, "Host: \(address)")
            #expect(second.hasPrefix("HTTP/1.1 409 Conflict\r\n"))
            #expect(second.contains("b is being run"))
            let unknown = try await post("/api/v1/probes/nobody/run", address, "Host: \(address)")
            #expect(unknown.hasPrefix("HTTP/1.1 404 Not Found\r\n"))
            #expect(try await get("/api/v1/status", address).contains("\"running\":true"))
        }
    }

    @Test("no web page and no name that means our address starts a run")
    func foreign() async throws {
        try await serving { address in
            let started = monitor.stage.started
            for headers in [
                ["Host: evil.example"], ["Host: \(address)", "Origin: http://evil.example"],
                ["Host: \(address)", "Origin: http://127.0.0.1:1"], ["Host: \(address)", "Origin: null"],
                ["Host: \(address)", "Sec-Fetch-Site: cross-site"],
                ["Host: \(address)", "X-Forwarded-For: 203.0.113.5"],
                ["Host: \(address)", "Origin: http://evil.example", "Content-Type: text/plain", "Content-Length: 0"],
            ] {
                let answer = try await post("/api/v1/probes/b/run", address, headers.joined(separator: "\r\n"))
                #expect(answer.hasPrefix("HTTP/1.1 403 Forbidden\r\n"))
                #expect(answer.contains("\r\nContent-Type: application/problem+json\r\n"))
            }
            #expect(monitor.stage.started == started)
        }
    }

    @Test(
        "what is asked wrongly is a problem document that says what would be right",
        arguments: [
            ("GET", "/api/v1/results?limit=501", "400 Bad Request", "want a number from 1 to 500"),
            ("GET", "/api/v1/results?verdict=bad", "400 Bad Request", "want one of pass, degraded, fail, inconclusive"),
            ("GET", "/api/v1/results?since=yesterday", "400 Bad Request", "how long ago, like 24h"),
            ("GET", "/api/v1/results?cursor=5", "400 Bad Request", "want the next of the page before"),
            ("GET", "/api/v1/results?porbe=a", "400 Bad Request", "did you mean probe?"),
            ("GET", "/api/v1/results?probe=%00", "400 Bad Request", "control character"),
            ("GET", "/api/v1/results?probe=%", "400 Bad Request", "hexadecimal digits"),
            ("GET", "/api/v1/status?x", "400 Bad Request", "this takes none"),
            ("GET", "/api/v1/results/5", "404 Not Found", "no id of a result"),
            ("GET", "/api/v1/results/01ARZ3NDEKTSV4RRFFQ69G5FAV", "404 Not Found", "no result of 01ARZ3"),
            ("GET", "/api/v1/results/01ARZ3NDEKTSV4RRFFQ69G5FAV/transcript", "404 Not Found", "no transcript of 01"),
            ("GET", "/api/v1/probes/nobody", "404 Not Found", "GET /api/v1/probes lists"),
            ("GET", "/api/v1/probes/%zz", "400 Bad Request", "a segment of the path"),
            ("GET", "/api/v1/slos", "404 Not Found", "does not serve /api/v1/slos yet"),
            ("GET", "/api/v1/nothing", "404 Not Found", "there is nothing at"),
            ("GET", "/api/v1/probes/b/run", "405 Method Not Allowed", "takes POST"),
            ("POST", "/api/v1/status", "405 Method Not Allowed", "takes GET, HEAD"),
            ("DELETE", "/api/v1/stream", "405 Method Not Allowed", "takes GET, HEAD"),
            ("GET", "/api/v1/stream?x=1", "400 Bad Request", "there is no parameter x"),
        ]
    )
    func wrong(method: String, path: String, status: String, detail: String) async throws {
        try await serving { address in
            let answer = try await get(path, address, method)
            #expect(answer.hasPrefix("HTTP/1.1 \(status)\r\n"))
            #expect(answer.contains("\r\nContent-Type: application/problem+json\r\n"))
            #expect(body(answer).contains(detail))
            #expect(answer.contains("\r\nAllow: ") == status.hasPrefix("405"))
        }
    }

    @Test("a head that is too large is refused, and a NUL in the path ends the connection; the next one is answered")
    func hostile() async throws {
        try await serving { address in
            // Either may be refused before it is sent to its end.
            let huge = try? await get("/api/v1/results?probe=\(String(repeating: "x", count: 100_000))", address)
            #expect(huge?.hasPrefix("HTTP/1.1 200") != true)
            let broken = try? await get("/api/v1/probes/\0", address)
            #expect(broken?.hasPrefix("HTTP/1.1 200") != true)
            let next = try await get("/api/v1/alerts", address)
            #expect(next.hasSuffix("{\"alerts\":[],\"dead\":[],\"outbox\":[]}\n"))
        }
    }

    @Test("HEAD is the head of GET", arguments: ["status", "probes", "probes/b", "results", "alerts", "stream"])
    func head(path: String) async throws {
        try await serving { address in
            let answer = try await get("/api/v1/\(path)", address, "HEAD")
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(answer.hasSuffix("\r\n\r\n"))
        }
    }

    @Test("the page links to the API")
    func links() async throws {
        try await serving { address in
            let page = try await get("/", address)
            #expect(page.contains("<a href=\"/api/v1/status\">/api/v1/status</a>"))
        }
    }
}
