import Transport

/// Returns every message unchanged, for conformance suites. It reads only as fast as its client does.
final class EchoSession: SessionObserver {
    private let hall: Hall
    private var session: WebSocketSession?

    init(in hall: Hall) { self.hall = hall }

    func opened(_ session: WebSocketSession) {
        self.session = session
        hall.registry.enter(self)
    }

    func received(_ message: WebSocketMessage, at now: Instant) {
        switch message.kind {
        case .text: session?.send(text: message.payload)
        case .binary: session?.send(binary: message.payload)
        }
    }

    func writabilityChanged(_ isWritable: Bool) { session?.isReading = isWritable }

    func ended(_ end: SessionEnd, at now: Instant) {
        session = nil
        hall.registry.leave(self)
    }

    func close(_ code: CloseCode, reason: String) { session?.close(code, reason: reason) }
}
