import NIOCore
import NIOPosix
import Testing

@testable import Transport

@Suite("A server that sends without end", .timeLimit(.minutes(2)))
struct FloodTests {
    @Test("gives the loop back after 16 KiB at the most, and loses nothing by it")
    func turns() async throws {
        let heartbeat = RawFrame.text(#"{"type":"hb"}"#)
        let total = 60_000
        let script = Upgrading.script { connection in
            let flood = [[UInt8]](repeating: heartbeat, count: total).joined() + RawFrame.close(1000)
            connection.write(ByteBuffer(bytes: flood))
        }
        let (done, feed) = AsyncStream.makeStream(of: [Int].self)
        let turns = try await RawServer.with(script) { server in
            _ = try await TestDialer().dial("ws://\(server.authority)/ws") { TurnCounter($0, feed) }
            return await done.reduce(into: [Int]()) { $0 += $1 }
        }
        #expect(turns.reduce(0, +) == total)
        // The beginning of one frame may be left from the turn before.
        #expect(turns.max().map { $0 <= (16 << 10) / heartbeat.count + 1 } == true, "\(turns.max() ?? 0) in one turn")
    }
}
