import NIOCore

/// Collects bytes until the empty line that ends a head (RFC 9112 §2.1), within a limit.
///
/// A head without end, or with an end of line that readers disagree about, is refused as soon as that shows.
struct HeadReader {
    private let limit: Int
    private var buffer = ByteBuffer()
    /// Everything before this offset was looked at already.
    private var searched = 0

    init(limit: Int) { self.limit = limit }

    /// What came behind the head, once that is whole.
    private(set) var rest = ByteBuffer()
    /// Every byte fed, head included, once that is whole: for whoever takes the connection over.
    private(set) var everything = ByteBuffer()

    var isEmpty: Bool { buffer.readableBytes == 0 }

    /// The first bytes, for a reader who can tell from them that no head will come.
    func prefix(_ count: Int) -> ByteBufferView { buffer.readableBytesView.prefix(count) }

    /// Takes more bytes; the lines of the head, without its last empty line, once it is whole.
    mutating func feed(_ bytes: ByteBuffer) throws(HeadError) -> [Substring]? {
        buffer.writeImmutableBuffer(bytes)
        guard let end = try endOfHead() else {
            // The empty line may be here but for its last byte.
            guard buffer.readableBytes < limit + 4 else { throw .tooLong(limit: limit) }
            return nil
        }
        guard end <= limit else { throw .tooLong(limit: limit) }
        everything = buffer
        let head = buffer.readString(length: end) ?? ""
        buffer.moveReaderIndex(forwardBy: 4)
        rest = buffer.slice()
        return try Self.lines(head)
    }

    private mutating func endOfHead() throws(HeadError) -> Int? {
        let view = buffer.readableBytesView
        let from = view.startIndex
        var index = from + searched
        searched = view.count
        while let lineEnd = view[index...].firstIndex(of: 0x0A) {
            guard lineEnd > from, view[lineEnd - 1] == 0x0D else {
                throw .malformed("a line of the head ends without a CR")
            }
            if lineEnd - from >= 3, view[lineEnd - 2] == 0x0A { return lineEnd - from - 3 }
            index = lineEnd + 1
        }
        return nil
    }

    /// Lines end with CRLF; a bare CR or LF, a NUL or a folded line is refused, since readers disagree about them.
    private static func lines(_ head: String) throws(HeadError) -> [Substring] {
        var lines: [Substring] = []
        var rest = head.utf8[...]
        while true {
            let end = rest.firstIndex { $0 == 0x0D || $0 == 0x0A || $0 == 0x00 } ?? rest.endIndex
            lines.append(Substring(rest[..<end]))
            guard end < rest.endIndex else { break }
            let next = rest.index(after: end)
            guard rest[end] == 0x0D, next < rest.endIndex, rest[next] == 0x0A else {
                throw .malformed("a bare CR, LF or NUL in line \(lines.count) of the head")
            }
            rest = rest[rest.index(after: next)...]
            guard let first = rest.first, first != 0x20, first != 0x09 else {
                throw .malformed("a folded header line in line \(lines.count + 1) of the head (RFC 9112 §5.2)")
            }
        }
        return lines
    }
}
