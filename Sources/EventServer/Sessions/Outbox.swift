import NIOCore

/// Somebody with something to send.
protocol Sender: AnyObject {
    func pump()
}

/// Those who have something to send: each is pumped once when the event loop comes round, however many events came
/// up meanwhile.
final class Outbox {
    private let loop: any EventLoop
    private var waiting: [any Sender] = []

    init(on loop: any EventLoop) { self.loop = loop }

    func add(_ sender: any Sender) {
        waiting.append(sender)
        guard waiting.count == 1 else { return }
        loop.assumeIsolated().execute { [self] in
            let due = waiting
            waiting = []
            for sender in due { sender.pump() }
        }
    }
}
