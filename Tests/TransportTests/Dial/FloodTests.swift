import NIOCore
import NIOPosix
import Testing

@testable import Transport

@Suite("A server that sends without end", .timeLimit(.minutes(2)))
struct FloodTests {
    /// Counts messages between two turns of the loop.
    private final class Counter: SessionObserver {
        private let loop: any EventLoop
        private let done: AsyncStream<[Int]>.Continuation
        private var turns: [Int] = []
        private var count = 0

        init(_ session: WebSocketSession, _ done: AsyncStream<[Int]>.Continuation) {
            loop = session.eventLoop
            self.done = done
        }

        func received(_ message: WebSocketMessage, at now: Instant) {
            if count == 0 { loop.assumeIsolated().execute { [self] in endTurn() } }
            count += 1
        }

        func ended(_ end: SessionEnd, at now: Instant) {
            endTurn()
            done.yield(turns)
            done.finish()
        }

        private func endTurn() {
            if count > 0 { turns.append(count) }
            count = 0
        }
    }

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
            _ = try await TestDialer().dial("ws://\(server.authority)/ws") { Counter($0, feed) }
            return await done.reduce(into: [Int]()) { $0 += $1 }
        }
        #expect(turns.reduce(0, +) == total)
        // The beginning of one frame may be left from the turn before.
        #expect(turns.max().map { $0 <= (16 << 10) / heartbeat.count + 1 } == true, "\(turns.max() ?? 0) in one turn")
    }
}
