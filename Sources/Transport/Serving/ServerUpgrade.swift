import HTTPTypes
import NIOCore

/// The server's half of the upgrade: a request to open a WebSocket that is as it must be (RFC 6455 §4.2.1).
public struct ServerUpgrade: Sendable, Equatable {
    /// What a request turned out to be.
    public enum Reading: Sendable, Equatable {
        /// No WebSocket is asked for.
        case ordinary
        /// A WebSocket is asked for as it should be.
        case right(ServerUpgrade)
        /// A WebSocket is asked for in a way that must be refused.
        case wrong(UpgradeDefect)
    }

    /// The tokens of every Sec-WebSocket-Protocol line, in order.
    public let subprotocols: [String]
    private let key: String

    /// What `head` asks for.
    public static func read(_ head: RequestHead) -> Reading {
        guard head.headers.has("websocket", in: .upgrade) else { return .ordinary }
        do throws(UpgradeDefect) {
            return .right(try ServerUpgrade(head))
        } catch {
            return .wrong(error)
        }
    }

    private init(_ head: RequestHead) throws(UpgradeDefect) {
        let headers = head.headers
        guard head.method == "GET" else { throw .method(head.method) }
        guard head.isHTTP11 else { throw .oldHTTP }
        guard head.namesItsHost else { throw .host }
        guard headers.has("upgrade", in: .connection) else { throw .connection }
        let versions = headers[values: .secWebSocketVersion]
        guard versions == ["13"] else { throw .version(versions.first) }
        let keys = headers[values: .secWebSocketKey]
        guard keys.count == 1, let key = keys.first, AcceptKey.isValid(key) else { throw .key }
        guard headers[.transferEncoding] == nil, (headers[.contentLength] ?? "0") == "0" else { throw .body }
        self.key = key
        self.subprotocols = headers.tokens(.webSocketProtocol)
    }

    /// The 101 answer. `subprotocol` must be one of those offered, byte for byte, or nil (§4.2.2).
    func answer(subprotocol: String?) -> ByteBuffer {
        var text = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        text += "Sec-WebSocket-Accept: \(AcceptKey.answer(to: key))\r\n"
        if let subprotocol { text += "Sec-WebSocket-Protocol: \(subprotocol)\r\n" }
        return ByteBuffer(string: text + "\r\n")
    }
}
