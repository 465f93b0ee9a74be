import NIOCore
import TestSupport
import Testing

@testable import Transport

@Suite("Names, asked of a real name server")
struct NameResolverTests {

    @Test("the addresses of one family, in the order of the answer")
    func addresses() async throws {
        try await with { question in
            .addresses(question.family == .v4 ? ["192.0.2.7", "192.0.2.1", "192.0.2.7"] : ["2001:db8::1"])
        } run: { resolver, server in
            #expect(await ask(resolver, "a.example.", .v4) == .success(["192.0.2.7", "192.0.2.1"]))
            #expect(await ask(resolver, "A.Example.", .v6) == .success(["2001:db8::1"]))
            #expect(server.questions.map(\.name) == ["a.example", "a.example"])
        }
    }

    @Test("why a name leads nowhere is told apart", arguments: Self.dead)
    func deadNames(reply: TestNameServer.Reply, expected: NameError) async throws {
        try await with { _ in
            reply
        } run: { resolver, _ in
            #expect(await ask(resolver, "a.example.", .v4) == .failure(expected))
        }
    }

    static let dead: [(TestNameServer.Reply, NameError)] = [
        (.notFound, .notFound("a.example")),
        (.nothing, .noAddress("a.example")),
        (.serverFailure, .serverFailed("a.example", reason: "SERVFAIL")),
        (.refused, .serverFailed("a.example", reason: "REFUSED")),
        (.nonsense, .serverFailed("a.example", reason: "its answer makes no sense")),
    ]

    @Test("an answer too long for a datagram is fetched over TCP")
    func truncated() async throws {
        let many = (1...120).map { "192.0.2.\($0)" }
        try await with { _ in
            .truncated(many)
        } run: { resolver, _ in
            #expect(await ask(resolver, "many.example.", .v4) == .success(many))
        }
    }

    @Test("of an answer without end the first addresses are enough")
    func endless() async throws {
        let many = (0..<300).map { "192.0.\($0 / 200).\($0 % 200)" }
        try await with { _ in
            .truncated(many)
        } run: { resolver, _ in
            #expect(await ask(resolver, "many.example.", .v4) == .success(Array(many.prefix(256))))
        }
    }

    @Test("one silent name delays no other, and is told to be the name's own silence")
    func oneSilentName() async throws {
        try await with {
            $0.name == "dead.example" ? .silence : .addresses(["192.0.2.1"])
        } run: { resolver, _ in
            await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    #expect(
                        await ask(resolver, "dead.example.", .v4, within: longDeadline)
                            == .failure(.timedOut("dead.example", resolverAnswers: true))
                    )
                    return false
                }
                for number in 0..<200 {
                    group.addTask {
                        await ask(resolver, "n\(number).example.", .v4) == .success(["192.0.2.1"])
                    }
                }
                var order: [Bool] = []
                for await isAnswered in group { order.append(isAnswered) }
                #expect(order == Array(repeating: true, count: 200) + [false])
            }
        }
    }

    @Test("a silent name is the name's own silence even when nobody asks for another one")
    func signOfLife() async throws {
        try await with {
            $0.family == nil ? .nothing : .silence
        } run: { resolver, _ in
            #expect(
                await ask(resolver, "dead.example.", .v4, within: longDeadline)
                    == .failure(.timedOut("dead.example", resolverAnswers: true))
            )
        }
    }

    @Test("a name server that answers nothing is our own trouble", arguments: [TestNameServer.Reply.silence, .garbage])
    func silent(reply: TestNameServer.Reply) async throws {
        try await with { _ in
            reply
        } run: { resolver, _ in
            let expected = NameError.timedOut("a.example", resolverAnswers: false)
            #expect(expected.isOurs)
            #expect(await ask(resolver, "a.example.", .v4, within: .seconds(1)) == .failure(expected))
        }
    }

    @Test("where the tries end before the deadline, the silence is told then")
    func triesEnd() async throws {
        try await with(firstTry: .milliseconds(50), tries: 2) { _ in
            .silence
        } run: { resolver, _ in
            #expect(await ask(resolver, "a.example.", .v4) == .failure(.timedOut("a.example", resolverAnswers: false)))
        }
    }

    @Test("a port where no name server is, is our own trouble too")
    func unreachable() async throws {
        let server = try await TestNameServer.start { _ in .silence }
        await server.stop()
        let resolver = NameResolver(ResolverSettings(servers: [server.address], firstTry: .milliseconds(100)))
        let expected = NameError.resolverUnreachable("a.example", reason: "no name server takes the question")
        #expect(expected.isOurs)
        #expect(await ask(resolver, "a.example.", .v4) == .failure(expected))
    }

    @Test("a server that fails is passed over for the next one, and its failure told where that fails as well")
    func secondServer() async throws {
        let bad = try await TestNameServer.start { _ in .serverFailure }
        let good = try await TestNameServer.start {
            $0.name == "both.example" ? .refused : $0.name == "gone.example" ? .notFound : .addresses(["192.0.2.9"])
        }
        let resolver = NameResolver(ResolverSettings(servers: [bad.address, good.address]))
        #expect(await ask(resolver, "a.example.", .v4) == .success(["192.0.2.9"]))
        #expect(await ask(resolver, "gone.example.", .v4) == .failure(.notFound("gone.example")))
        #expect(
            await ask(resolver, "both.example.", .v4) == .failure(.serverFailed("both.example", reason: "SERVFAIL"))
        )
        await bad.stop()
        await good.stop()
    }

    @Test("who asks while a look-up is under way shares it")
    func oneFlight() async throws {
        try await with(firstTry: .seconds(60)) { _ in
            .silence
        } run: { resolver, server in
            await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        await ask(resolver, "a.example.", .v4, within: longDeadline)
                            == .failure(.timedOut("a.example", resolverAnswers: false))
                    }
                }
                #expect(await group.reduce(true) { $0 && $1 })
            }
            #expect(server.questions.count == 1)
        }
    }

    @Test("a cancelled asker leaves at once, and who asked for the same name stays")
    func cancelled() async throws {
        try await with {
            $0.family == nil ? .nothing : .silence
        } run: { resolver, _ in
            async let staying = ask(resolver, "a.example.", .v4, within: longDeadline)
            await withTaskGroup(of: Result<[String], NameError>.self) { group in
                for _ in 0..<50 { group.addTask { await ask(resolver, "a.example.", .v4) } }
                group.cancelAll()
                for await result in group { #expect(result == .failure(.cancelled("a.example"))) }
            }
            #expect(await staying == .failure(.timedOut("a.example", resolverAnswers: true)))
        }
    }

    @Test("after the end every question is refused, and those under way are too")
    func shutDown() async throws {
        try await with { _ in
            .silence
        } run: { resolver, server in
            async let waiting = ask(resolver, "a.example.", .v4)
            await resolver.shutDown()
            #expect(await waiting == .failure(.overloaded))
            #expect(await ask(resolver, "b.example.", .v4) == .failure(.overloaded))
        }
    }

    @Test("addresses, localhost and what the hosts file knows are asked of nobody")
    func fixed() async throws {
        let folder = try TemporaryFolder()
        try folder.write("hosts", "192.0.2.1 box box.example # mine\n192.0.2.2\tbox\n2001:db8::2 six\nnonsense x\n")
        try await with(hosts: "\(folder.path)/hosts") { _ in
            .notFound
        } run: { resolver, server in
            #expect(await ask(resolver, "127.0.0.1", .v4) == .success(["127.0.0.1"]))
            #expect(await ask(resolver, "::1", .v6) == .success(["::1"]))
            #expect(await ask(resolver, "::1", .v4) == .failure(.noAddress("::1")))
            #expect(await ask(resolver, "localhost", .v4) == .success(["127.0.0.1"]))
            #expect(await ask(resolver, "a.LocalHost.", .v6) == .success(["::1"]))
            #expect(await ask(resolver, "BOX", .v4) == .success(["192.0.2.1", "192.0.2.2"]))
            #expect(await ask(resolver, "six", .v6) == .success(["2001:db8::2"]))
            #expect(await ask(resolver, "six", .v4) == .failure(.noAddress("six")))
            #expect(await ask(resolver, "a b", .v4) == .failure(.malformed("a b")))
            #expect(server.questions.isEmpty)
            #expect(await ask(resolver, "x.", .v4) == .failure(.notFound("x")))
        }
    }

    private func ask(
        _ resolver: NameResolver,
        _ name: String,
        _ family: AddressFamily,
        within time: Duration = .seconds(60)
    ) async -> Result<[String], NameError> {
        do throws(NameError) {
            return .success(try await resolver.resolve(name, family, before: .now + time).map { $0.ipAddress ?? "?" })
        } catch {
            return .failure(error)
        }
    }

    private func with(
        firstTry: Duration = .seconds(2),
        tries: Int = 3,
        hosts: String = "/dev/null",
        _ book: @escaping TestNameServer.Book,
        run: (NameResolver, TestNameServer) async throws -> Void
    ) async throws {
        let server = try await TestNameServer.start(book)
        let settings = ResolverSettings(
            servers: [server.address],
            firstTry: firstTry,
            tries: tries,
            hostsFile: hosts
        )
        try await run(NameResolver(settings), server)
        await server.stop()
    }
}
