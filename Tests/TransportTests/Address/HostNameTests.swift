import NIOCore
import Testing

@testable import Transport

@Suite("Host names")
struct HostNameTests {
    @Test(
        "what may be asked for",
        arguments: ["a", "a.b-c.example", "_srv.a", "xn--e1afmkfd.example", "A.B", "a.", "1.2"]
    )
    func legal(name: String) {
        #expect(HostName(name) != nil)
    }

    @Test(
        "what may not",
        arguments: [
            "", ".", "a..b", ".a", "a b", "ä", "a/b", "a:1", "*", String(repeating: "a", count: 64),
            String(repeating: "a.", count: 127) + "ab",
        ]
    )
    func illegal(name: String) {
        #expect(HostName(name) == nil)
    }

    @Test("a dot at the end makes a name absolute and is no part of it")
    func absolute() throws {
        let name = try #require(HostName("A.Example."))
        #expect(name.text == "a.example")
        #expect(name.question == "a.example.")
        #expect(try #require(HostName("a.example")).question == "a.example")
    }

    @Test("localhost and everything below it is this machine")
    func loopback() throws {
        #expect(["localhost", "LOCALHOST.", "a.localhost"].allSatisfy { HostName($0)?.isLoopback == true })
        #expect(["localhost.a", "alocalhost", "local"].allSatisfy { HostName($0)?.isLoopback == false })
    }

    @Test("the hosts file, comments, tabs and nonsense in it")
    func hosts() throws {
        let file = HostsFile(
            "# x\n127.0.0.1\tlocalhost Loop\n::1 localhost # ip6\n\n999.1.1.1 bad\n127.0.0.1 localhost\n10.0.0.1"
        )
        func texts(_ name: String) -> [String?]? { HostName(name).flatMap(file.addresses)?.map(\.ipAddress) }
        #expect(texts("localhost.") == ["127.0.0.1", "::1"])
        #expect(texts("loop") == ["127.0.0.1"])
        #expect(texts("bad") == nil)
        #expect(texts("ip6") == nil)
    }

    @Test("of two errors, the one that tells more", arguments: Self.pairs)
    func foremost(one: NameError, other: NameError, expected: NameError) {
        #expect(NameError.foremost(of: [one, other]) == expected)
        #expect(NameError.foremost(of: [other, one]) == expected)
    }

    static let pairs: [(NameError, NameError, NameError)] = [
        (.noAddress("a"), .notFound("a"), .notFound("a")),
        (.noAddress("a"), .timedOut("a", resolverAnswers: false), .timedOut("a", resolverAnswers: false)),
        (
            .timedOut("a", resolverAnswers: true), .timedOut("a", resolverAnswers: false),
            .timedOut("a", resolverAnswers: true)
        ),
        (.serverFailed("a", reason: "x"), .notFound("a"), .notFound("a")),
        (.noAddress("a"), .noAddress("a"), .noAddress("a")),
    ]
}
