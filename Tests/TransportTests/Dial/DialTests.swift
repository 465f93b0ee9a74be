import NIOCore
import NIOPosix
import Testing

@testable import Transport

@Suite("Opening a WebSocket")
struct DialTests {
    let dialer = WebSocketDialer(group: MultiThreadedEventLoopGroup.singleton, resolver: NameResolver())

    @Test("a message that comes right behind the upgrade is delivered after opened, and the close is answered")
    func opens() async throws {
        let script = Upgrading.script { connection in
            connection.write(ByteBuffer(bytes: [0x81, 2] + Array("hi".utf8) + [0x88, 2, 0x03, 0xE8]))
        }
        let notes = try await RawServer.with(script) { server in
            let dialed = try await dial("ws://\(server.authority)/ws")
            #expect(dialed.facts.status == 101)
            #expect(dialed.facts.peer == server.authority)
            #expect(dialed.facts.dns == nil)
            #expect(dialed.facts.connect != nil)
            return try await dialed.allNotes()
        }
        #expect(notes == [.opened, .text("hi"), .ended(.closed(CloseFrame(.normal), by: .server))])
    }

    @Test("localhost is this machine, and its phase of names is told")
    func localhost() async throws {
        try await RawServer.with(Upgrading.script()) { server in
            let dialed = try await dial("ws://localhost:\(server.port)/ws")
            #expect(dialed.facts.dns != nil)
            try await dialed.act { $0.abort() }
            #expect(try await dialed.allNotes() == [.opened, .ended(.aborted)])
        }
    }

    private func dial(_ url: String) async throws -> Dialed<Recorder> {
        try await dialer.dial(Dial(url: try WebSocketURL(url)), before: .now + .seconds(20)) { Recorder($0) }
    }
}
