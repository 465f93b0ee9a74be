import NIOCore
import TestSupport
import Testing

@testable import Transport

@Suite("HTTP by name, and over TLS")
struct HTTPNameTests {
    private static let fine = TestCaller.answering("HTTP/1.1 200 x\r\nContent-Length: 0\r\n\r\n")

    @Test("names are asked of our own resolver; a dead one delays nobody else")
    func deadName() async throws {
        let names = try await TestNameServer.start {
            $0.name == "dead.example" ? .silence : .addresses($0.family == .v6 ? ["::1"] : ["127.0.0.1"])
        }
        try await RawServer.with(Self.fine) { server in
            let client = TestCaller(asking: names)
            async let dead = client.send("http://dead.example.:\(server.port)/", within: longDeadline)
            let rights = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<50 {
                    group.addTask {
                        // Nobody listens on ::1, so this is happy eyeballs as well.
                        let result = await client.send("http://n\(number).example.:\(server.port)/")
                        if case .success(let answer) = result { return answer.peer == server.authority }
                        return false
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(rights == 50)
            #expect(await dead == .failure(.name(.timedOut("dead.example", resolverAnswers: true))))
        }
        await names.stop()
    }

    @Test("why a name led nowhere; and one that is pinned is asked of nobody, each call for itself")
    func pinned() async throws {
        let names = try await TestNameServer.start { _ in .notFound }
        try await RawServer.with(Self.fine) { server in
            let client = TestCaller(asking: names)
            let url = "http://a.example.:\(server.port)/"
            #expect(await client.send(url) == .failure(.name(.notFound("a.example"))))
            await withTaskGroup(of: Bool.self) { group in
                for number in 0..<40 {
                    // Pinned to another address, the same name leads elsewhere, at the same time.
                    let address = number.isMultiple(of: 2) ? "127.0.0.1" : "127.0.0.2"
                    group.addTask {
                        let result = await client.send(url) { $0.pinned = ["a.example.:\(server.port)": [address]] }
                        if case .success(let answer) = result {
                            return answer.phases.dns == nil && address == "127.0.0.1"
                        }
                        return result == .failure(.refused(["127.0.0.2:\(server.port)"])) && address == "127.0.0.2"
                    }
                }
                #expect(await group.reduce(true) { $0 && $1 })
            }
        }
        await names.stop()
    }

    @Test("TLS with an authority of one's own; what is wrong is told")
    func tls() async throws {
        let folder = try TemporaryFolder()
        let root = try TestAuthority()
        try folder.write("ca.pem", try root.own.pem())
        let caFile = "\(folder.path)/ca.pem"
        let client = TestCaller()
        let context = try TestAuthority.server(try root.issue { $0.names = ["localhost", "a.example"] })
        try await RawServer.with(tls: context, Self.fine) { server in
            let url = "https://localhost:\(server.port)/"
            let trusted = try await client.send(url) { $0.tls.caFile = caFile }.get()
            #expect(trusted.phases.tls != nil)
            let insecure = try await client.send(url) { $0.tls.isInsecure = true }.get()
            #expect(insecure.status == 200)
            let named = await client.send("https://127.0.0.1:\(server.port)/") {
                ($0.tls.caFile, $0.tls.serverName) = (caFile, "a.example")
            }
            let byName = try named.get()
            #expect(byName.status == 200)
            let stranger = await client.send(url) { ($0.tls.caFile, $0.tls.serverName) = (caFile, "b.example") }
            let unknown = await client.send(url)
            for result in [stranger, unknown] {
                guard case .failure(.tls(let why)) = result else { return #expect(Bool(false), "\(result)") }
                #expect(why.hasPrefix("SSL"))
            }
            let missing = await client.send(url) { $0.tls.caFile = "\(folder.path)/none.pem" }
            guard case .failure(.local) = missing else { return #expect(Bool(false), "\(missing)") }
        }
    }
}
