import FoundationEssentials
import NIOCore

/// A WebSocket client by hand: an independent witness, which shares no code with the server's session.
final class TestSocket {
    enum Frame: Equatable {
        case text(String)
        case close(UInt16?)
        case other(opcode: UInt8)
        /// The connection ended.
        case end
    }

    let connection: RawConnection
    /// The head of the 101.
    let answer: HTTPText

    private init(_ connection: RawConnection, _ answer: HTTPText) {
        self.connection = connection
        self.answer = answer
    }

    /// Asks for an upgrade; throws ``Refused`` with the answer when it is not 101.
    static func open(
        port: Int,
        target: String = "/ws",
        headers: [String] = [],
        receiveBuffer: Int? = nil
    ) async throws -> TestSocket {
        let connection = try await RawConnection(port: port, receiveBuffer: receiveBuffer)
        try await connection.send(upgrade(port: port, target: target, headers: headers))
        return try await taking(connection)
    }

    /// Reads the answer to an upgrade that was sent already.
    static func taking(_ connection: RawConnection) async throws -> TestSocket {
        guard let head = await connection.head(), let answer = HTTPText(head) else { throw NoAnswer(text: "") }
        guard answer.status == 101 else {
            let rest = await connection.rest()
            throw Refused(answer: HTTPText(head + rest) ?? answer)
        }
        return TestSocket(connection, answer)
    }

    static func upgrade(port: Int, target: String, headers: [String]) -> String {
        var text = "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        text += "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        for header in headers { text += "\(header)\r\n" }
        return text + "\r\n"
    }

    func send(_ text: String) async throws { try await connection.send(Self.frame(0x1, Array(text.utf8))) }

    func send(binary: [UInt8]) async throws { try await connection.send(Self.frame(0x2, binary)) }

    func close(_ code: UInt16 = 1000) async throws {
        try await connection.send(Self.frame(0x8, [UInt8(code >> 8), UInt8(code & 0xFF)]))
    }

    /// Cuts the connection without a close frame.
    func cut() async throws { try await connection.close() }

    func next() async -> Frame {
        guard var head = await connection.read(2), let first: UInt8 = head.readInteger(),
            let second: UInt8 = head.readInteger()
        else { return .end }
        var length = Int(second & 0x7F)
        if length == 126, var more = await connection.read(2) { length = Int(more.readInteger(as: UInt16.self) ?? 0) }
        if length == 127, var more = await connection.read(8) { length = Int(more.readInteger(as: UInt64.self) ?? 0) }
        guard second & 0x80 == 0, var payload = await connection.read(length) else { return .end }
        switch first {
        case 0x81: return .text(String(buffer: payload))
        case 0x88: return .close(payload.readInteger())
        default: return .other(opcode: first & 0x0F)
        }
    }

    /// The next text message as an event; throws ``Unexpected`` for anything else.
    func event() async throws -> Event {
        switch await next() {
        case .text(let text): return try Event(text)
        case let other: throw Unexpected(frame: other)
        }
    }

    /// A masked frame (RFC 6455 §5.3).
    static func frame(_ opcode: UInt8, _ payload: [UInt8]) -> ByteBuffer {
        var frame = ByteBuffer(bytes: [0x80 | opcode])
        switch payload.count {
        case ...125: frame.writeInteger(0x80 | UInt8(payload.count))
        case ...0xFFFF:
            frame.writeInteger(UInt8(0x80 | 126))
            frame.writeInteger(UInt16(payload.count))
        default:
            frame.writeInteger(UInt8(0x80 | 127))
            frame.writeInteger(UInt64(payload.count))
        }
        let mask: [UInt8] = [0x12, 0x34, 0x56, 0x78]
        frame.writeBytes(mask)
        frame.writeBytes(payload.enumerated().map { $1 ^ mask[$0 & 3] })
        return frame
    }
}

/// The upgrade was answered otherwise than with 101.
struct Refused: Error {
    let answer: HTTPText
}

/// A frame that was not expected.
struct Unexpected: Error, Equatable {
    let frame: TestSocket.Frame
}
