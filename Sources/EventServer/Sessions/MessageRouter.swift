import NIOCore

/// Where messages come from: a socket that can start runs of its user, and be answered.
protocol MessageSource: AnyObject {
    /// Begins a run; the reason when it cannot.
    func start(_ request: AgentRequestText) -> ErrorFrame?
    func say(_ payload: ByteBuffer)
}

/// The one way from a client's message to what it causes. It keeps nothing between two messages, and a message acts
/// on the space of the socket that it came from.
struct MessageRouter {
    private let reader = MessageReader()

    func read(_ payload: ByteBuffer) -> ClientMessage { reader.read(payload) }

    func route(_ message: ClientMessage, from source: any MessageSource) {
        let now = Timestamp.now
        switch message {
        case .request(let text):
            if let error = source.start(text) { source.say(error.bytes(at: now)) }
        case .ping:
            source.say(ServerFrame.pong(at: now))
        case .heartbeat:
            source.say(ServerFrame.heartbeatAcknowledged(at: now))
        case .unknown(let type):
            source.say(ErrorFrame.unknown(type: type).bytes(at: now))
        case .unreadable:
            source.say(ErrorFrame.unreadable.bytes(at: now))
        // The handshake has acted on the first two.
        case .handshakeRequest, .handshakeAcknowledged, .ignorable:
            break
        }
    }
}
