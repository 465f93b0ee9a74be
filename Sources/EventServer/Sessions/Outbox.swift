import NIOCore

/// The connections that have something to send: each is pumped once when the event loop comes round, however many
/// events came up meanwhile.
final class Outbox {
    private let loop: any EventLoop
    private var waiting: [Connection] = []

    init(on loop: any EventLoop) { self.loop = loop }

    func add(_ connection: Connection) {
        waiting.append(connection)
        guard waiting.count == 1 else { return }
        loop.assumeIsolated().execute { [self] in
            let due = waiting
            waiting = []
            for connection in due { connection.pump() }
        }
    }
}
