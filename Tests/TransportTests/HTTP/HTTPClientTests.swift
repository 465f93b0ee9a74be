import NIOCore
import Testing

@testable import Transport

@Suite("HTTP requests")
struct HTTPClientTests {
    let client = HTTPClient(resolver: NameResolver())

    @Test("an answer has its status, its headers, its body and its phases")
    func answer() async throws {
        let answer = try await RawServer.with(
            Self.answering("HTTP/1.1 401 No\r\nX-A: b\r\nContent-Length: 2\r\n\r\nno")
        ) {
            try await client.send(HTTPCall(url: "http://localhost:\($0.port)/x"), before: .now + .seconds(20))
        }
        #expect(answer.status == 401)
        #expect(answer.body == Array("no".utf8))
        #expect(answer.phases.dns != nil && answer.phases.connect != nil && answer.phases.tls == nil)
        #expect(answer.phases.firstByte != nil)
    }

    @Test("a port where nobody listens refuses")
    func refused() async throws {
        let server = try await RawServer.start { _, _ in }
        let authority = server.authority
        await server.stop()
        await #expect(throws: HTTPFailure.refused([authority])) {
            try await client.send(HTTPCall(url: "http://\(authority)/"), before: .now + .seconds(20))
        }
    }

    static func answering(_ text: String) -> RawServer.Script {
        { connection, event in
            if case .read = event { connection.write(text) }
        }
    }
}
