import HTTPTypes
import NIOCore

/// Collects the body of a refused upgrade: what a server, a proxy or a firewall wrote to explain itself.
struct RefusalBody {
    /// Enough for any explanation; the rest is not read.
    static let limit = 4096

    private enum Framing {
        case length(Int)
        case chunked
        case untilEnd
    }

    private let framing: Framing
    private var raw = ByteBuffer()

    init(_ head: ResponseHead) {
        if head.status == 204 || head.status == 304 {
            // Never with a body, whatever the headers say (RFC 9112 §6.3).
            framing = .length(0)
        } else if head.headers.has("chunked", in: .transferEncoding) {
            framing = .chunked
        } else if let length = head.headers[.contentLength].flatMap(Int.init), length >= 0 {
            framing = .length(length)
        } else {
            framing = .untilEnd
        }
    }

    /// Takes more bytes; true when the body, or as much of it as is kept, is here.
    mutating func feed(_ bytes: ByteBuffer) -> Bool {
        raw.writeImmutableBuffer(bytes.getSlice(at: bytes.readerIndex, length: min(bytes.readableBytes, room)) ?? bytes)
        if room == 0 { return true }
        switch framing {
        case .length(let length): return raw.readableBytes >= length
        case .chunked: return decoded().isWhole
        case .untilEnd: return false
        }
    }

    /// The body so far as text, bytes that are not UTF-8 replaced.
    var text: String {
        switch framing {
        case .length(let length):
            String(buffer: raw.getSlice(at: raw.readerIndex, length: min(length, raw.readableBytes)) ?? raw)
        case .chunked: String(buffer: decoded().body)
        case .untilEnd: String(buffer: raw)
        }
    }

    private var room: Int { Self.limit - raw.readableBytes }

    /// RFC 9112 §7.1, leniently: this text is evidence for people and decides nothing.
    private func decoded() -> (body: ByteBuffer, isWhole: Bool) {
        var body = ByteBuffer()
        var rest = raw
        while let line = Self.line(&rest) {
            guard let size = Int(line.prefix { $0 != ";" }, radix: 16), size >= 0 else { return (raw, true) }
            guard size > 0 else { return (body, true) }
            guard let chunk = rest.readSlice(length: min(size, rest.readableBytes)) else { break }
            body.writeImmutableBuffer(chunk)
            rest.moveReaderIndex(forwardBy: min(2, rest.readableBytes))
        }
        return (body, false)
    }

    private static func line(_ buffer: inout ByteBuffer) -> String? {
        guard let end = buffer.readableBytesView.firstIndex(of: 0x0A) else { return nil }
        let line = buffer.readString(length: end - buffer.readerIndex) ?? ""
        buffer.moveReaderIndex(forwardBy: 1)
        return line.hasSuffix("\r") ? String(line.dropLast()) : line
    }
}
