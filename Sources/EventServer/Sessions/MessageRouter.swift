import NIOCore

/// The one way from a client's message to what it causes. It keeps nothing between two messages, and a message acts
/// on the space of the connection that it came from.
struct MessageRouter {
    private let reader = MessageReader()

    func read(_ payload: ByteBuffer) -> ClientMessage { reader.read(payload) }

    func route(_ message: ClientMessage, from connection: Connection) {
        let now = Timestamp.now
        switch message {
        case .request(let text):
            if let error = connection.space.start(text, for: connection) { connection.say(error.bytes(at: now)) }
        case .ping:
            connection.say(ServerFrame.pong(at: now))
        case .heartbeat:
            connection.say(ServerFrame.heartbeatAcknowledged(at: now))
        case .unknown(let type):
            connection.say(ErrorFrame.unknown(type: type).bytes(at: now))
        case .unreadable:
            connection.say(ErrorFrame.unreadable.bytes(at: now))
        // The handshake has acted on the first two.
        case .handshakeRequest, .handshakeAcknowledged, .ignorable:
            break
        }
    }
}
