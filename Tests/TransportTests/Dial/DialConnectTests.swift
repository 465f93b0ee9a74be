import Glibc
import NIOCore
import NIOPosix
import TestSupport
import Testing

@testable import Transport

@Suite("Connecting")
struct DialConnectTests {
    private let client = TestDialer()

    @Test("a port where nobody listens refuses, on every address")
    func refused() async throws {
        let server = try RefusingPort()
        let failure = await client.failure("ws://\(server.authority)/ws")
        #expect(failure?.error == .refused([server.authority]))
        #expect(failure?.facts.connect != nil && failure?.facts.upgrade == nil && failure?.facts.peer == nil)
        let both = await client.failure("ws://a.example:\(server.port)/ws") {
            $0.pinned = ["a.example:\(server.port)": ["127.0.0.1", "127.0.0.2"]]
        }
        #expect(both?.error == .refused([server.authority, "127.0.0.2:\(server.port)"]))
    }

    @Test("a local socket whose server does not accept is the server's trouble, and is not out of reach of ours")
    func fullQueue() async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/full.sock"
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 0)
            .serverChannelOption(.autoRead, value: false)
            .bind(unixDomainSocketPath: path).get()
        let address = try SocketAddress(unixDomainSocketPath: path)
        // One connection fits into a queue of length 0.
        let filler = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        defer { close(filler) }
        let code = address.withSockAddr { connect(filler, $0, socklen_t($1)) }
        #expect(code == 0)
        let failure = await client.failure("ws+unix://\(path):/ws")
        #expect(failure?.error == .queueFull("unix:\(path)"))
        #expect(failure?.error.isOurs == false)
        try await listener.close().get()
    }

    @Test("a connection that is never made ends at the deadline")
    func hangs() async throws {
        let listener = try await FullListener.start()
        let failure = await client.failure("ws://127.0.0.1:\(listener.port)/ws", within: .milliseconds(500))
        guard case .connectTimedOut(let after, refused: [])? = failure?.error else { return #expect(failure == nil) }
        #expect(after > .milliseconds(300) && after <= failure?.facts.connect ?? .zero)
    }

    @Test("where one address hangs and another one refuses, both are told")
    func hangsAndRefuses() async throws {
        let listener = try await FullListener.start()
        let failure = await client.failure("ws://a.example:\(listener.port)/ws", within: longDeadline) {
            $0.pinned = ["a.example:\(listener.port)": ["127.0.0.1", "127.0.0.2"]]
        }
        guard case .connectTimedOut(_, let refused)? = failure?.error else { return #expect(failure == nil) }
        #expect(refused == ["127.0.0.2:\(listener.port)"])
    }

    @Test("an address that hangs is passed by 250 ms later, and its attempt is given up")
    func passedBy() async throws {
        let listener = try await FullListener.start()
        let server = try await RawServer.start(on: "127.0.0.2", port: listener.port, Upgrading.script())
        let dialed = try await client.dial("ws://a.example:\(listener.port)/ws") {
            $0.pinned = ["a.example:\(listener.port)": ["127.0.0.1", "127.0.0.2"]]
        }
        #expect(dialed.facts.peer == "127.0.0.2:\(listener.port)")
        #expect(dialed.facts.connect ?? .zero >= .milliseconds(250))
        try await dialed.act { $0.abort() }
        await server.stop()
    }

    @Test("a deadline that is over already ends the dial")
    func over() async throws {
        let listener = try await FullListener.start()
        let failure = await client.failure("ws://127.0.0.1:\(listener.port)/ws", within: .seconds(-1))
        guard case .connectTimedOut? = failure?.error else { return #expect(failure == nil) }
    }

    @Test(
        "a cancelled dial ends at once and leaves nothing open, in every phase",
        arguments: ["names", "connect", "upgrade"]
    )
    func cancelled(phase: String) async throws {
        let names = try await TestNameServer.start { _ in .silence }
        let listener = try await FullListener.start()
        let (opened, closed) = (Box(0), Box(0))
        try await RawServer.with { _, event in
            switch event {
            case .opened: break
            case .read: opened.change { $0 += 1 }
            case .closed: closed.change { $0 += 1 }
            }
        } _: { server in
            let url =
                switch phase {
                case "names": "ws://dead.example.:1/ws"
                case "connect": "ws://127.0.0.1:\(listener.port)/ws"
                default: "ws://\(server.authority)/ws"
                }
            let client = TestDialer(asking: names)
            try await withThrowingTaskGroup(of: DialError?.self) { group in
                group.addTask { await client.failure(url)?.error }
                if phase == "upgrade" { try await opened.reaches(1) }
                group.cancelAll()
                #expect(try await group.next() == .cancelled)
            }
            if phase == "upgrade" { try await closed.reaches(1) }
        }
        await names.stop()
    }
}
