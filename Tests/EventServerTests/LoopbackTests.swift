import Configuration
import HTTPTypes
import NIOCore
import Testing

@testable import EventServer

@Suite("What is answered on loopback alone", .timeLimit(.minutes(5)))
struct LoopbackTests {
    private static let key = "the key of the tests"

    @Test(
        "it goes by the peer's address, whatever the headers say",
        arguments: [
            ("127.0.0.1", true), ("127.1.2.3", true), ("::1", true), ("::ffff:127.0.0.1", true), ("192.0.2.1", false),
            ("10.0.0.1", false), ("2001:db8::1", false), ("::ffff:192.0.2.1", false), ("128.127.0.1", false),
            (nil, false),
        ],
        ["127.0.0.1", "localhost", "[::1]:8000", "example.com"]
    )
    func peers(peer: (address: String?, isHome: Bool), host: String) async throws {
        let routes = try await Self.routes(.development)
        let isHome = peer.isHome
        let namesUs = host != "example.com"
        for path in ["/auth/dev/login", "/auth/dev_login"] {
            let answer = await routes.answer(try Self.request(path, from: peer.address, host: host))
            #expect(answer.status == (isHome && namesUs ? 200 : 403), "\(path)")
        }
        let answer = await routes.answer(try Self.request("/auth/e2e/test-auth", from: peer.address, host: host))
        #expect(answer.status == (isHome ? 200 : 403))
    }

    @Test("in production neither is there, for no peer at all")
    func production() async throws {
        let routes = try await Self.routes(.production)
        for path in ["/auth/dev/login", "/auth/dev_login", "/auth/e2e/test-auth"] {
            let answer = await routes.answer(try Self.request(path, from: "127.0.0.1", host: "127.0.0.1"))
            #expect(answer.status == 403, "\(path)")
        }
    }

    private static func routes(_ environment: ServerEnvironment) async throws -> Routes {
        let (mint, _) = try await TokenMint.started(
            JWTSettings(),
            environment: environment,
            revocations: Revocations()
        )
        var routes = Routes()
        TestLoginEndpoints(
            mint: mint,
            environment: environment,
            isDemo: false,
            loopback: LoopbackOnly(isListeningOnLoopback: true),
            key: Secret(key)
        ).add(to: &routes)
        return routes
    }

    private static func request(_ path: String, from peer: String?, host: String) throws -> WebRequest {
        var headers: HTTPFields = [:]
        headers[try #require(HTTPField.Name("X-E2E-Bypass-Key"))] = key
        headers[try #require(HTTPField.Name("X-Forwarded-For"))] = "127.0.0.1"
        return WebRequest(
            method: .post,
            path: path,
            headers: headers,
            body: ByteBuffer(string: #"{"email":"eve@example.com"}"#),
            authority: host,
            peer: try peer.map { try SocketAddress(ipAddress: $0, port: 4000) }
        )
    }
}
