import NIOCore
import Testing

@testable import Transport

@Suite("Dialing by name")
struct DialNameTests {
    @Test("localhost is this machine, and its phase of names is told")
    func localhost() async throws {
        try await RawServer.with(Upgrading.script()) { server in
            let dialed = try await TestDialer().dial("ws://localhost:\(server.port)/ws")
            #expect(dialed.facts.dns != nil)
            #expect(dialed.facts.peer == server.authority)
            try await dialed.act { $0.abort() }
            #expect(try await dialed.allNotes() == [.opened, .ended(.aborted)])
        }
    }

    @Test("an address that refuses costs nothing when another one of the name answers")
    func fallsBack() async throws {
        try await with {
            .addresses($0.family == .v6 ? ["::1"] : ["127.0.0.3", "127.0.0.1"])
        } run: { client, server in
            let dialed = try await client.dial("ws://a.example.:\(server.port)/ws")
            #expect(dialed.facts.peer == server.authority)
            try await dialed.act { $0.abort() }
        }
    }

    @Test("an IPv6 look-up that is never answered holds up nothing", arguments: [AddressFamily.v6, .v4])
    func oneFamilySilent(silent: AddressFamily) async throws {
        let server = try await RawServer.start(on: silent == .v6 ? "127.0.0.1" : "::1", Upgrading.script())
        let names = try await TestNameServer.start {
            $0.family == silent ? .silence : .addresses([silent == .v6 ? "127.0.0.1" : "::1"])
        }
        let dialed = try await TestDialer(asking: names).dial("ws://a.example.:\(server.port)/ws")
        try await dialed.act { $0.abort() }
        await names.stop()
        await server.stop()
    }

    @Test("why a name led nowhere, and how long that took")
    func unknown() async throws {
        try await with {
            $0.family == .v6 ? .nothing : .notFound
        } run: { client, server in
            let failure = await client.failure("ws://a.example.:\(server.port)/ws")
            #expect(failure?.error == .name(.notFound("a.example")))
            #expect(failure?.facts.dns != nil && failure?.facts.connect == nil)
        }
    }

    @Test("a name that is never answered ends at the deadline, and whose silence it is is told")
    func silent() async throws {
        try await with {
            $0.family == nil ? .nothing : .silence
        } run: { client, server in
            let failure = await client.failure("ws://a.example.:\(server.port)/ws", within: longDeadline)
            #expect(failure?.error == .name(.timedOut("a.example", resolverAnswers: true)))
            #expect(failure?.error.isOurs == false)
            #expect(failure.map { $0.facts.dns ?? .zero > .seconds(1) } == true)
        }
        try await with { _ in
            .silence
        } run: { client, server in
            let failure = await client.failure("ws://a.example.:\(server.port)/ws", within: .seconds(1))
            #expect(failure?.error == .name(.timedOut("a.example", resolverAnswers: false)))
            #expect(failure?.error.isOurs == true)
        }
    }

    @Test("a name server that is silent delays nobody who asks for no name, nor those who ask for another one")
    func delaysNobody() async throws {
        try await with {
            $0.name == "dead.example" ? .silence : .addresses(["127.0.0.1"])
        } run: { client, server in
            await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        await client.failure("ws://dead.example.:\(server.port)/ws", within: longDeadline)?.error
                            != .name(.timedOut("dead.example", resolverAnswers: true))
                    }
                }
                for number in 0..<50 {
                    let host = number.isMultiple(of: 2) ? "n\(number).example." : "127.0.0.1"
                    group.addTask { await client.failure("ws://\(host):\(server.port)/ws") == nil }
                }
                var order: [Bool] = []
                for await isOpened in group { order.append(isOpened) }
                #expect(order == Array(repeating: true, count: 50) + Array(repeating: false, count: 20))
            }
        }
    }

    @Test("a host that is pinned is looked up by nobody")
    func pinned() async throws {
        try await with { _ in
            .notFound
        } run: { client, server in
            let dialed = try await client.dial("ws://a.example:\(server.port)/ws") {
                $0.pinned = ["a.example:\(server.port)": ["127.0.0.9", "127.0.0.1"]]
            }
            #expect(dialed.facts.dns == nil)
            #expect(dialed.facts.peer == server.authority)
            try await dialed.act { $0.abort() }
        }
    }

    private func with(
        _ book: @escaping TestNameServer.Book,
        run: (TestDialer, RawServer) async throws -> Void
    ) async throws {
        let names = try await TestNameServer.start(book)
        try await RawServer.with(Upgrading.script()) { server in try await run(TestDialer(asking: names), server) }
        await names.stop()
    }
}
