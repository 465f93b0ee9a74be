public import HTTPTypes

/// What a client asks for when it opens a WebSocket.
public struct UpgradeRequest: Sendable {
    /// What stands in the Host header.
    public let authority: String
    /// Path and query.
    public let target: String
    /// Headers besides those of the handshake itself, credentials included.
    public var headers: HTTPFields
    /// Offered in one Sec-WebSocket-Protocol line, in this order.
    public var subprotocols: [String]
    /// Whether an answer without one of the offered subprotocols is a failure.
    public var requiresSubprotocol: Bool

    /// A request of these parts.
    public init(
        authority: String,
        target: String,
        headers: HTTPFields = [:],
        subprotocols: [String] = [],
        requiresSubprotocol: Bool = false
    ) {
        self.authority = authority
        self.target = target
        self.headers = headers
        self.subprotocols = subprotocols
        self.requiresSubprotocol = requiresSubprotocol
    }

    /// The head as it goes over the wire (RFC 6455 §4.1). HTTPFields lets no control character into a header.
    func text(key: String) -> String {
        var text = "GET \(target) HTTP/1.1\r\n"
        if !headers.namesHost { text += "Host: \(authority)\r\n" }
        text += "Upgrade: websocket\r\nConnection: Upgrade\r\n"
        text += "Sec-WebSocket-Key: \(key)\r\nSec-WebSocket-Version: 13\r\n"
        if !subprotocols.isEmpty { text += "Sec-WebSocket-Protocol: \(subprotocols.joined(separator: ", "))\r\n" }
        for field in headers { text += "\(field.name.rawName): \(field.value)\r\n" }
        return text + "\r\n"
    }
}

extension HTTPField.Name {
    /// RFC 6455 spells it with a capital S, and some servers compare the letters.
    static var webSocketProtocol: HTTPField.Name { .secWebSocketProtocol }
}
