import Configuration
import FoundationEssentials
import Testing
import Transport

@testable import EventServer

@Suite("Logins", .timeLimit(.minutes(5)))
struct LoginTests {
    private struct Failure: Decodable {
        let error: String
        let message: String
    }

    private struct Validity: Decodable, Equatable {
        var valid: Bool
        var user_id: String?
        var email: String?
        var permissions: [String]?
        var expires_at: String?
        var error: String?
        var message: String?
    }

    @Test("a login gives a pair of tokens, and says whose they are")
    func login() async throws {
        try await TestServer.with { server in
            let tokens = try await TestUser.ann.login(at: server)
            #expect(tokens.token_type == "Bearer" && tokens.expires_in == 900)
            #expect(tokens.user.id == TestUser.ann.id && tokens.user.email == TestUser.ann.email)
            let wire = HTTPWire(port: server.address.port)
            let valid = try await wire.post("/auth/validate", #"{"token":"\#(tokens.access_token)"}"#).decoded(
                Validity.self
            )
            #expect(valid.valid && valid.user_id == TestUser.ann.id && valid.email == TestUser.ann.email)
            #expect(valid.permissions == [] && valid.expires_at?.hasSuffix("+00:00") == true)
        }
    }

    @Test("wrong logins, each with its status")
    func wrong() async throws {
        try await TestServer.with { server in
            let wire = HTTPWire(port: server.address.port)
            let rows: [(body: String, status: Int)] = [
                (#"{"email":"ann@example.com","password":"wrong"}"#, 401),
                (#"{"email":"nobody@example.com","password":"wrong"}"#, 401),
                (#"{"email":"ann@example.com"}"#, 422),
                (#"{"password":"x"}"#, 422),
                (#"{"email":"","password":"x"}"#, 422),
                (#"{"email":"ann@example.com","password":7}"#, 422),
                ("{", 422),
                ("[]", 422),
                ("", 422),
            ]
            for (body, status) in rows {
                let answer = try await wire.post("/auth/login", body)
                #expect(answer.status == status, "\(body)")
                #expect(try answer.decoded(Failure.self).message.isEmpty == false)
            }
            #expect(try await wire.post("/auth/login", String(repeating: "x", count: 70_000)).status == 413)
            for path in [
                "/auth/login", "/auth/refresh", "/auth/validate", "/auth/logout", "/auth/dev/login",
                "/websocket/ticket",
            ] {
                let answer = try await wire.get(path)
                #expect(answer.status == 405 && answer["allow"] == "POST", "\(path)")
            }
            #expect(try await wire.post("/auth/nothing").status == 404)
        }
    }

    @Test("a refresh gives a new pair, for a refresh token under each of its names and for nothing else")
    func refresh() async throws {
        try await TestServer.with { server in
            let wire = HTTPWire(port: server.address.port)
            let tokens = try await TestUser.ann.login(at: server)
            for name in ["refresh_token", "refreshToken", "token"] {
                let fresh = try await wire.post("/auth/refresh", #"{"\#(name)":"\#(tokens.refresh_token)"}"#)
                    .decoded(TestUser.Tokens.self)
                #expect(fresh.access_token != tokens.access_token && fresh.user.id == TestUser.ann.id)
            }
            #expect(try await wire.post("/auth/refresh", #"{"refresh_token":"\#(tokens.access_token)"}"#).status == 401)
            #expect(try await wire.post("/auth/refresh", #"{"refresh_token":"x"}"#).status == 401)
            #expect(try await wire.post("/auth/refresh", "{}").status == 422)
            let refusal = await #expect(throws: Refused.self) {
                let header = "Authorization: Bearer \(tokens.refresh_token)"
                _ = try await TestSocket.open(port: server.address.port, headers: [header])
            }
            #expect(refusal?.answer.status == 401)
        }
    }

    @Test("validation always answers 200, and says why a token is bad")
    func validation() async throws {
        try await TestServer.with { server in
            let wire = HTTPWire(port: server.address.port)
            let tokens = try await TestUser.ann.login(at: server)
            for body in [#"{"token":"x"}"#, "{}", "", #"{"token":"\#(tokens.refresh_token)"}"#] {
                let answer = try await wire.post("/auth/validate", body)
                let validity = try answer.decoded(Validity.self)
                #expect(answer.status == 200 && !validity.valid, "\(body)")
                #expect(validity.error != nil && validity.message != nil && validity.user_id == nil)
            }
        }
    }

    @Test("from a logout on, both tokens are refused, sent along or not, and those of other logins are not")
    func logout() async throws {
        try await TestServer.with { server in
            let wire = HTTPWire(port: server.address.port)
            let other = try await TestUser.ann.login(at: server)
            for sendsRefresh in [true, false] {
                let tokens = try await TestUser.ann.login(at: server)
                let body = sendsRefresh ? #"{"refresh_token":"\#(tokens.refresh_token)"}"# : ""
                let bearer = "Authorization: Bearer \(tokens.access_token)"
                let answer = try await wire.post("/auth/logout", body, headers: [bearer])
                #expect(answer.status == 200 && answer.body == #"{"success":true}"#)
                #expect(try await wire.post("/auth/logout", headers: [bearer]).status == 401)
                #expect(try await wire.post("/auth/refresh", #"{"token":"\#(tokens.refresh_token)"}"#).status == 401)
                let refusal = await #expect(throws: Refused.self) {
                    _ = try await TestSocket.open(port: server.address.port, headers: [bearer])
                }
                #expect(refusal?.answer.status == 401)
            }
            #expect(try await wire.post("/auth/logout").status == 401)
            let header = "Authorization: Bearer \(other.access_token)"
            _ = try await TestSocket.open(port: server.address.port, headers: [header])
        }
    }

    @Test("the development login: in development or a demonstration, on loopback, from this machine's own pages")
    func developer() async throws {
        try await TestServer.with { server in
            let answer = try await HTTPWire(port: server.address.port).post("/auth/dev/login")
            #expect(answer.status == 403)
        }
        for isDemo in [true, false] {
            try await TestServer.with {
                $0.environment = isDemo ? .production : .development
                $0.isDemo = isDemo
            } _: { server in
                let wire = HTTPWire(port: server.address.port)
                let tokens = try await wire.post("/auth/dev/login", #"{"any":"thing"}"#).decoded(TestUser.Tokens.self)
                #expect(tokens.user.id == "dev-user")
                #expect(try await wire.post("/auth/dev_login").status == 200)
                #expect(try await wire.exchange("POST", "/auth/dev/login", host: "evil.example").status == 403)
                #expect(
                    try await wire.exchange("POST", "/auth/dev/login", host: "127.0.0.1.evil.example").status == 403
                )
                #expect(try await wire.exchange("POST", "/auth/dev/login", host: "[::1]:80").status == 200)
                #expect(try await wire.post("/auth/dev/login", headers: ["Origin: https://evil.example"]).status == 403)
                #expect(
                    try await wire.post("/auth/dev/login", headers: ["Origin: http://localhost:3000"]).status == 200
                )
            }
        }
        try await TestServer.with {
            $0.environment = .development
            $0.listen = ListenAddress(host: "0.0.0.0", port: 0)
        } _: { server in
            let answer = try await HTTPWire(port: server.address.port).post("/auth/dev/login")
            #expect(answer.status == 403)
        }
    }

    @Test("the login of end-to-end tests: 503 without a key, 401 with a wrong one, 403 in production")
    func testLogin() async throws {
        let body = #"{"email":"eve@example.com","name":"Eve","permissions":["read"],"simulate_oauth":true}"#
        let key = ["X-E2E-Bypass-Key: the key of the tests"]
        try await TestServer.with {
            $0.environment = .development
        } _: { server in
            let answer = try await HTTPWire(port: server.address.port).post("/auth/e2e/test-auth", body, headers: key)
            #expect(answer.status == 503)
        }
        try await TestServer.with {
            $0.testLoginKey = Secret("the key of the tests")
        } _: { server in
            let answer = try await HTTPWire(port: server.address.port).post("/auth/e2e/test-auth", body, headers: key)
            #expect(answer.status == 403)
        }
        try await TestServer.with {
            $0.environment = .development
            $0.testLoginKey = Secret("the key of the tests")
        } _: { server in
            let wire = HTTPWire(port: server.address.port)
            #expect(try await wire.post("/auth/e2e/test-auth", body).status == 401)
            #expect(
                try await wire.post("/auth/e2e/test-auth", body, headers: ["X-E2E-Bypass-Key: wrong"]).status == 401
            )
            #expect(try await wire.post("/auth/e2e/test-auth", "{}", headers: key).status == 422)
            let answer = try await wire.post("/auth/e2e/test-auth", body, headers: key)
            #expect(
                answer.body.contains(
                    #""user":{"id":"e2e-eve","email":"eve@example.com","name":"Eve","permissions":["read"]}"#
                )
            )
            #expect(try answer.decoded(TestUser.Tokens.self).user.id == "e2e-eve")
        }
    }

    @Test("ten wrong passwords a minute, and then even the right one has to wait; other users do not")
    func attempts() async throws {
        try await TestServer.with {
            $0.limits.loginAttempts = Rate(count: 3, per: .seconds(3600))
        } _: { server in
            let wire = HTTPWire(port: server.address.port)
            let wrong = #"{"email":"ANN@example.com","password":"wrong"}"#
            for _ in 0..<3 { #expect(try await wire.post("/auth/login", wrong).status == 401) }
            let right = #"{"email":"ann@example.com","password":"ann's password"}"#
            let answer = try await wire.post("/auth/login", right)
            #expect(answer.status == 429 && answer["retry-after"] == "3600")
            #expect(try await TestUser.bob.login(at: server).user.id == TestUser.bob.id)
        }
    }
}
