import EventServer
import FoundationEssentials
import TestSupport
import Testing
import Transport

@Suite("Health and metrics", .timeLimit(.minutes(5)))
struct WatchTests {
    @Test("health says what is so, in status and body, and HEAD says it without a body")
    func health() async throws {
        try await TestServer.with { server in
            let wire = HTTPWire(port: server.address.port)
            for path in ["/health", "/health/live"] {
                let answer = try await wire.get(path)
                #expect(
                    answer.status == 200 && answer.body == #"{"status":"ok"}"#
                        && answer["content-type"] == "application/json"
                )
            }
            #expect(try await wire.get("/health/ready").body == #"{"status":"ready"}"#)
            let report = try await wire.get("/ws/health")
            #expect(report.status == 200)
            #expect(
                report.body
                    == #"{"status":"healthy","components":{"listener":{"status":"healthy","detail":"serving"},"#
                    + #""connections":{"status":"healthy","detail":"1 of 10000"},"users":{"status":"healthy","detail":"in force"}}}"#
            )
            let head = try await wire.exchange("HEAD", "/health")
            #expect(head.status == 200 && head.body.isEmpty && head["content-length"] == "15")
            #expect(try await wire.post("/health").status == 405)
            #expect(try await wire.get("/health/").status == 404)
        }
    }

    @Test("a users file that breaks while the server runs makes it degraded, and logins go on")
    func degraded() async throws {
        let folder = try TemporaryFolder()
        try folder.write("users.yaml", "users: []")
        try await TestServer.with {
            $0.usersFile = folder.path + "/users.yaml"
        } _: { server, clock in
            try folder.write("users.yaml", "users: [")
            let wire = HTTPWire(port: server.address.port)
            // The file is looked at once a second, when somebody logs in.
            _ = try await TestUser.ann.login(at: server)
            #expect(try await wire.get("/ws/health").body.hasPrefix(#"{"status":"healthy""#))
            try await clock.advance(by: .seconds(1))
            _ = try await TestUser.ann.login(at: server)
            let report = try await wire.get("/ws/health")
            #expect(report.body.hasPrefix(#"{"status":"degraded""#))
            #expect(report.status == 200 && !report.body.contains("users.yaml"))
        }
    }

    @Test("the families of the server, from the start and after a run")
    func metrics() async throws {
        try await TestServer.with {
            $0.version = "1.2.3"
        } _: { server in
            let wire = HTTPWire(port: server.address.port)
            func own() async throws -> [Substring] {
                let answer = try await wire.get("/metrics")
                #expect(answer["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
                return answer.body.split(separator: "\n").filter {
                    $0.hasPrefix("quintet_server") && !$0.contains("_sum") && !$0.contains("bucket")
                }
            }
            let reasons = [
                "bad_credential", "bad_upgrade", "draining", "head_timeout", "head_too_long", "login", "login_rate",
                "malformed",
                "no_credential", "origin", "run_rate", "slow_reader", "too_many_connections", "too_many_of_user",
                "unknown_path",
            ]
            let atStart =
                ["quintet_server_connections 0"]
                + ["close", "delay", "drop", "leak"].map { "quintet_server_faults_total{fault=\"\($0)\"} 0" }
                + reasons.map { "quintet_server_refusals_total{reason=\"\($0)\"} 0" }
                + ["quintet_server_run_duration_seconds_count 0", "quintet_server_runs_total 0"]
            #expect(try await own() == atStart.map { Substring($0) })
            let session = try await TestUser.ann.session(at: server)
            try await session.ask("one", run: "r")
            _ = try await session.events()
            let after = try await own()
            #expect(after.contains("quintet_server_connections 1"))
            #expect(after.contains("quintet_server_runs_total 1"))
            let text = try await wire.get("/metrics").body
            #expect(text.contains(#"quintet_build_info{version="1.2.3",swift_version="6."#))
            #expect(text.contains("process_resident_memory_bytes "))
            let open = try await wire.get("/metrics", headers: ["Accept: application/openmetrics-text; version=1.0.0"])
            #expect(open.body.hasSuffix("# EOF\n"))
        }
    }
}
