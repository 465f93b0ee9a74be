import NIOCore
import Testing

@testable import Transport

/// What a server answers to an upgrade.
enum Upgrading {
    /// The key in a request's head.
    static func key(in request: ByteBuffer) -> String {
        let line = String(buffer: request).split(separator: "\r\n").first { $0.hasPrefix("Sec-WebSocket-Key: ") }
        return line.map { String($0.dropFirst("Sec-WebSocket-Key: ".count)) } ?? ""
    }

    /// 101 as it must be, with further header lines.
    static func accept(_ request: ByteBuffer, _ more: String = "") -> String {
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: \(AcceptKey.answer(to: key(in: request)))\r\n\(more)\r\n"
    }

    /// A script that accepts the upgrade of each connection and then does `then`.
    static func script(_ then: @escaping @Sendable (RawConnection) -> Void = { _ in }) -> RawServer.Script {
        { connection, event in
            guard case .read(let bytes) = event, String(buffer: bytes).hasPrefix("GET ") else { return }
            connection.write(accept(bytes))
            then(connection)
        }
    }
}
