import Glibc
import HTTPTypes
import NIOCore
import Testing

@testable import Transport

@Suite("HTTP requests")
struct HTTPClientTests {
    private let client = TestCaller()

    @Test("an answer has its status, its headers, its body and its phases")
    func answer() async throws {
        let text = "HTTP/1.1 100 Continue\r\nX-A: early\r\n\r\nHTTP/1.1 401 No\r\nX-A: b\r\nContent-Length: 2\r\n\r\nno"
        try await RawServer.with(TestCaller.answering(text)) { server in
            let answer = try await client.send("http://localhost:\(server.port)/x").get()
            #expect(answer.status == 401)
            #expect(answer.body == Array("no".utf8))
            #expect(answer.headers.map { "\($0.name): \($0.value)" } == ["X-A: b", "Content-Length: 2"])
            #expect(answer.peer == server.authority)
            #expect(answer.phases.dns != nil && answer.phases.connect != nil && answer.phases.tls == nil)
            #expect(answer.phases.firstByte != nil && answer.phases.total > .zero)
            let numeric = try await client.send("http://\(server.authority)/x").get()
            #expect(numeric.phases.dns == nil)
        }
    }

    @Test("a request goes out as it was written, and a redirection is an answer")
    func request() async throws {
        let heads = Box<[String]>([])
        let script: RawServer.Script = { connection, event in
            guard case .read(let bytes) = event else { return }
            heads.change { $0.append(String(buffer: bytes)) }
            connection.write("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
        }
        try await RawServer.with(script) { server in
            let answer = try await client.send("http://\(server.authority)/a/../b?c") {
                $0.method = "POST"
                $0.headers = [.contentType: "application/json", .authorization: "Bearer t"]
                $0.body = Array("{}".utf8)
            }.get()
            #expect(answer.status == 302)
            #expect(answer.headers[.location] == "http://127.0.0.1:1/")
            _ = try await client.send("http://\(server.authority)/") { $0.method = "POST" }.get()
            _ = try await client.send("http://\(server.authority)/") { $0.method = "HEAD" }.get()
            let host = "Host: \(server.authority)\r\nAccept: */*\r\n"
            #expect(
                heads.value == [
                    "POST /a/../b?c HTTP/1.1\r\n\(host)Content-Type: application/json\r\nAuthorization: Bearer t\r\n"
                        + "Content-Length: 2\r\n\r\n{}",
                    "POST / HTTP/1.1\r\n\(host)Content-Length: 0\r\n\r\n",
                    "HEAD / HTTP/1.1\r\n\(host)\r\n",
                ]
            )
        }
    }

    @Test(
        "a connection that ends too early, and what is no HTTP, are the server's fault",
        arguments: ["", "SSH-2.0-x\r\n", "HTTP/1.1 200 x\r\nContent-Length: 9\r\n\r\nhalf"]
    )
    func broken(answer: String) async throws {
        let script: RawServer.Script = { connection, event in
            guard case .read = event else { return }
            connection.write(answer)
            connection.close()
        }
        try await RawServer.with(script) { server in
            let result = await client.send("http://\(server.authority)/")
            // The words are libcurl's, and each version has its own.
            guard case .failure(.broken(let how)) = result else { return #expect(Bool(false), "\(result)") }
            #expect(!how.isEmpty)
        }
    }

    @Test("a body is taken up to its limit and not a byte further, an endless head is not taken at all")
    func bounds() async throws {
        let ten = "HTTP/1.1 200 x\r\nContent-Length: 10\r\n\r\n0123456789"
        try await RawServer.with(TestCaller.answering(ten)) { server in
            let whole = try await client.send("http://\(server.authority)/") { $0.maxBody = 10 }.get()
            #expect(whole.body == Array("0123456789".utf8))
            #expect(
                await client.send("http://\(server.authority)/") { $0.maxBody = 9 } == .failure(.tooLarge(limit: 9))
            )
        }
        let huge = "HTTP/1.1 200 x\r\n\r\n" + String(repeating: "x", count: 4 << 20)
        try await RawServer.with(TestCaller.answering(huge)) { server in
            #expect(await client.send("http://\(server.authority)/") == .failure(.tooLarge(limit: 1 << 20)))
        }
        let endless = "HTTP/1.1 200 x\r\n" + String(repeating: "X: y\r\n", count: 20_000)
        try await RawServer.with(TestCaller.answering(endless)) { server in
            #expect(
                await client.send("http://\(server.authority)/")
                    == .failure(.broken("the answer's head is longer than 65536 bytes"))
            )
        }
    }

    @Test("a server that is silent, slow or out of reach ends at the deadline")
    func late() async throws {
        let half = TestCaller.answering("HTTP/1.1 200 x\r\nContent-Length: 9\r\n\r\nhalf")
        let listener = try await FullListener.start()
        try await RawServer.with({ _, _ in }) { silent in
            try await RawServer.with(half) { slow in
                async let first = client.send("http://\(silent.authority)/", within: longDeadline)
                async let second = client.send("http://\(slow.authority)/", within: longDeadline)
                async let third = client.send("http://127.0.0.1:\(listener.port)/", within: longDeadline)
                for result in await [first, second] {
                    guard case .failure(.timedOut(let after)) = result else { return #expect(Bool(false), "\(result)") }
                    // libcurl's clock is the hardware's, ours is corrected by a few hundred millionths.
                    #expect(after > longDeadline * 0.99)
                }
                let unconnected = await third
                guard case .failure(.connectTimedOut) = unconnected else {
                    return #expect(Bool(false), "\(unconnected)")
                }
            }
        }
    }

    @Test("a handshake of TLS that is never answered is a time-out, and is told to be that of TLS")
    func deafToTLS() async throws {
        try await RawServer.with({ _, _ in }) { server in
            let result = await client.send("https://\(server.authority)/", within: longDeadline)
            guard case .failure(.tlsTimedOut(let after)) = result else { return #expect(Bool(false), "\(result)") }
            #expect(after >= longDeadline)
            #expect(
                HTTPFailure.tlsTimedOut(after: .seconds(2)).description
                    == "TLS failed: the handshake did not complete within 2 s"
            )
        }
    }

    @Test("an IPv6 address is a host too")
    func six() async throws {
        let server = try await RawServer.start(on: "::1", TestCaller.answering("HTTP/1.1 204 x\r\n\r\n"))
        let answer = try await client.send("http://[::1]:\(server.port)/").get()
        #expect(answer.status == 204)
        #expect(answer.peer == "[::1]:\(server.port)")
        await server.stop()
    }

    @Test("a port where nobody listens refuses")
    func refused() async throws {
        let server = try RefusingPort()
        #expect(await client.send("http://\(server.authority)/") == .failure(.refused([server.authority])))
    }

    @Test("which of two faults tells why there is no connection")
    func causes() {
        let cause = CurlOutcome.cause
        #expect(cause(nil, ECONNREFUSED, .v4) == .refused)
        #expect(cause(EAFNOSUPPORT, 0, .v6) == .noRoute)
        #expect(cause(EAFNOSUPPORT, ECONNREFUSED, .v6) == .refused)
        #expect(cause(EMFILE, ECONNREFUSED, .v4) == .exhausted("too many open files"))
        #expect(cause(EPERM, ECONNREFUSED, .v4) == .other("operation not permitted"))
        #expect(cause(nil, EADDRNOTAVAIL, .v4) == .exhausted("no local port is left"))
        #expect(cause(nil, EADDRNOTAVAIL, .v6) == .noRoute)
        #expect(cause(nil, EACCES, .v4) == .other("permission denied"))
        #expect(cause(nil, EHOSTUNREACH, .v4) == .unreachable)
        #expect(cause(nil, ENETUNREACH, .v4) == .noRoute)
    }

    @Test("a cancelled call ends at once, and its connection with it")
    func cancelled() async throws {
        let (asked, closed) = (Box(0), Box(0))
        try await RawServer.with { _, event in
            switch event {
            case .opened: break
            case .read: asked.change { $0 += 1 }
            case .closed: closed.change { $0 += 1 }
            }
        } _: { server in
            try await withThrowingTaskGroup(of: Result<HTTPAnswer, HTTPFailure>.self) { group in
                group.addTask { await client.send("http://\(server.authority)/") }
                try await asked.reaches(1)
                group.cancelAll()
                #expect(try await group.next() == .failure(.cancelled))
            }
            try await closed.reaches(1)
        }
    }

    @Test(
        "what is no URL to call is said before anything is connected to",
        arguments: [
            ("ftp://a/", "does not begin with http:// or https://"),
            ("file:///etc/passwd", "does not begin with http:// or https://"),
            ("http://u:p@a/", "has a user or password in it; send them in a header"),
            ("http://a/ b", "can't be read; want http://HOST:PORT/PATH or https://HOST:PORT/PATH"),
            ("", "does not begin with http:// or https://"),
        ]
    )
    func urls(url: String, reason: String) async {
        #expect(await client.send(url) == .failure(.badURL(reason)))
    }

    @Test("a thousand calls at once, one answer each")
    func many() async throws {
        let script: RawServer.Script = { connection, event in
            guard case .read(let bytes) = event else { return }
            let path = String(buffer: bytes).split(separator: " ").dropFirst().first ?? ""
            connection.write("HTTP/1.1 200 x\r\nContent-Length: \(path.utf8.count)\r\n\r\n\(path)")
        }
        try await RawServer.with(script) { server in
            let rights = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<1000 {
                    group.addTask {
                        guard case .success(let answer) = await client.send("http://\(server.authority)/\(number)")
                        else { return false }
                        return answer.body == Array("/\(number)".utf8)
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(rights == 1000)
        }
    }
}
