import Configuration
import HTTPTypes

/// The logins without a password: that of developers, and that of end-to-end tests.
struct TestLoginEndpoints: Sendable {
    let mint: TokenMint
    let environment: ServerEnvironment
    /// Whether the server was started to be tried out.
    let isDemo: Bool
    let loopback: LoopbackOnly
    /// Opens `/auth/e2e/test-auth`; nil where none is configured.
    let key: Secret?

    private static let developer = User(id: "dev-user", email: "dev@example.com", permissions: ["dev"])

    func add(to routes: inout Routes) {
        routes.on(.post, "/auth/dev/login", "/auth/dev_login") { await developer($0) }
        routes.on(.post, "/auth/e2e/test-auth") { await test($0) }
    }

    private func developer(_ request: WebRequest) async -> WebAnswer {
        guard isDemo || environment == .development else {
            return .problem(403, "forbidden", "there is no development login in production")
        }
        if let objection = loopback.objection(to: request) { return .problem(403, "forbidden", objection) }
        return await TokenAnswer.pair(for: Self.developer, from: mint)
    }

    private struct Test: Decodable {
        let email: String
        let name: String?
        let permissions: [String]?
    }

    private func test(_ request: WebRequest) async -> WebAnswer {
        guard environment != .production else {
            return .problem(403, "forbidden", "there is no test login in production")
        }
        guard Loopback.isHome(to: request) else { return .problem(403, "forbidden", LoopbackOnly.foreignPeer) }
        guard let key else { return .problem(503, "not_configured", "no key is configured for test logins") }
        guard let name = HTTPField.Name("X-E2E-Bypass-Key"), let given = request.headers[name],
            ConstantTime.equal(given, key.reveal())
        else {
            return .problem(401, "invalid_key", "the X-E2E-Bypass-Key is missing or wrong")
        }
        guard let test = WebBody.read(request.body, as: Test.self), !test.email.isEmpty else {
            return .problem(422, "missing_fields", "want {\"email\": …}")
        }
        let user = User(
            id: "e2e-\(test.email.prefix { $0 != "@" })",
            email: test.email,
            name: test.name,
            permissions: test.permissions ?? []
        )
        let shown = [
            JSON.Member("name", .optional(user.name)),
            JSON.Member("permissions", .list(user.permissions.map(JSON.string))),
        ]
        return await TokenAnswer.pair(for: user, showing: shown, from: mint)
    }
}
