import Transport

/// Returns every message unchanged, for conformance suites. It reads only as fast as its client does.
final class EchoSession: SessionObserver, Socket {
    let keys: [String] = []
    private let registry: any SocketRegistry
    private var session: WebSocketSession?

    init(in registry: any SocketRegistry) { self.registry = registry }

    func opened(_ session: WebSocketSession) {
        self.session = session
        registry.enter(self)
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
        registry.leave(self)
    }

    func close(_ code: CloseCode, reason: String) { session?.close(code, reason: reason) }
}
