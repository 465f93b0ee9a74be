import NIOCore

@testable import Transport

/// Counts messages between two turns of the loop.
final class TurnCounter: SessionObserver {
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
