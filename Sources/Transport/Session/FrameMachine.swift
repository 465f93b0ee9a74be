import NIOCore

/// Bytes in, messages and control frames out: RFC 6455 §5 for one direction of one session.
///
/// Payload is taken as it arrives, so a violation in the middle of a frame is seen there, and a length
/// that is only announced costs no memory. After a close frame or a violation nothing more comes out.
struct FrameMachine {
    enum Event: Equatable {
        case message(WebSocketMessage)
        case ping(ByteBuffer)
        case pong(ByteBuffer)
        case close(CloseFrame?)
        case violation(ProtocolViolation)
        case tooBig
    }

    /// A data message of which not everything is here yet.
    private struct Assembly {
        let kind: WebSocketMessage.Kind
        var payload = ByteBuffer()
        var text = UTF8Stream()
        var fragments = 1
    }

    /// A frame whose header was read.
    private struct Frame {
        let header: FrameHeader
        var taken = 0
        var remaining: Int { Int(header.length) - taken }
    }

    /// Whether bytes came after the peer's close frame (RFC 6455 §5.5.1 forbids them).
    private(set) var hasBytesAfterClose = false

    private let sender: SessionRole
    private let maxMessage: Int
    private var inbound = ByteBuffer()
    private var frame: Frame?
    private var assembly: Assembly?
    private var isFinished = false

    init(readingFrom sender: SessionRole, limits: SessionLimits) {
        self.sender = sender
        self.maxMessage = limits.maxMessage
    }

    mutating func feed(_ bytes: ByteBuffer) {
        if isFinished {
            hasBytesAfterClose = hasBytesAfterClose || bytes.readableBytes > 0
        } else if inbound.readableBytes == 0 {
            inbound = bytes
        } else {
            // What is left over is the beginning of a header or a control frame, so little. Appending to it where it
            // stands would keep everything that was read before it, as long as each read ends inside a header.
            var joined = ByteBuffer()
            joined.reserveCapacity(inbound.readableBytes + bytes.readableBytes)
            joined.writeImmutableBuffer(inbound)
            joined.writeImmutableBuffer(bytes)
            inbound = joined
        }
    }

    /// The next event in the bytes fed so far.
    mutating func next() -> Event? {
        guard !isFinished else { return nil }
        do throws(ProtocolViolation) {
            if let event = try advance() { return event }
            // Nothing is left: a session that is idle must not keep what was read last.
            if inbound.readableBytes == 0 { inbound = ByteBuffer() }
            return nil
        } catch {
            finish()
            return .violation(error)
        }
    }

    private mutating func advance() throws(ProtocolViolation) -> Event? {
        while true {
            if frame == nil {
                guard let header = try FrameHeader.read(from: &inbound, sentBy: sender) else { return nil }
                guard try begin(header) else {
                    finish()
                    return .tooBig
                }
            }
            guard let current = frame else { return nil }
            if current.header.opcode.isControl {
                guard let payload = takeWhole(current) else { return nil }
                return try control(current.header.opcode, payload)
            }
            guard try takePart(of: current) else { return nil }
            if let message = try endOfFrame(current.header) { return .message(message) }
        }
    }

    /// Checks a header against the message under way; false when the message would grow beyond the limit.
    private mutating func begin(_ header: FrameHeader) throws(ProtocolViolation) -> Bool {
        frame = Frame(header: header)
        switch header.opcode {
        case .close, .ping, .pong:
            return true
        case .continuation:
            guard assembly != nil else { throw .continuationWithoutStart }
            assembly?.fragments += 1
        case .text, .binary:
            guard assembly == nil else { throw .startInsideMessage(header.opcode) }
            assembly = Assembly(kind: header.opcode == .text ? .text : .binary)
        }
        return header.length <= UInt64(maxMessage - (assembly?.payload.readableBytes ?? 0))
    }

    /// The payload of a control frame: 125 bytes at most, so it is waited for.
    private mutating func takeWhole(_ current: Frame) -> ByteBuffer? {
        let count = Int(current.header.length)
        guard let slice = inbound.readSlice(length: count) else { return nil }
        frame = nil
        return current.header.mask.map { Self.unmasked(slice, with: $0, offset: 0) } ?? slice
    }

    /// Takes what is here of a data frame; true when that was all of it.
    private mutating func takePart(of current: Frame) throws(ProtocolViolation) -> Bool {
        let count = min(current.remaining, inbound.readableBytes)
        if count > 0, var part = inbound.readSlice(length: count) {
            if let mask = current.header.mask { part = Self.unmasked(part, with: mask, offset: current.taken) }
            if assembly?.kind == .text {
                let isText = part.withUnsafeReadableBytes { assembly?.text.accept($0) ?? true }
                guard isText else { throw .textNotUTF8 }
            }
            if assembly?.payload.readableBytes == 0 {
                assembly?.payload = part
            } else {
                assembly?.payload.writeBuffer(&part)
            }
            frame?.taken += count
        }
        return frame?.remaining == 0
    }

    private mutating func endOfFrame(_ header: FrameHeader) throws(ProtocolViolation) -> WebSocketMessage? {
        frame = nil
        guard header.isFinal, let whole = assembly else { return nil }
        guard whole.text.isComplete else { throw .textNotUTF8 }
        assembly = nil
        return WebSocketMessage(kind: whole.kind, payload: whole.payload, fragments: whole.fragments)
    }

    private mutating func control(_ opcode: Opcode, _ payload: ByteBuffer) throws(ProtocolViolation) -> Event {
        switch opcode {
        case .ping: return .ping(payload)
        case .pong: return .pong(payload)
        case .close, .continuation, .text, .binary:
            let close = try Self.closeFrame(payload)
            finish()
            return .close(close)
        }
    }

    /// RFC 6455 §5.5.1: nothing, or a legal code and a reason in UTF-8.
    private static func closeFrame(_ payload: ByteBuffer) throws(ProtocolViolation) -> CloseFrame? {
        var payload = payload
        guard payload.readableBytes != 1 else { throw .closePayloadOfOneByte }
        guard let number: UInt16 = payload.readInteger() else { return nil }
        let code = CloseCode(rawValue: number)
        guard code.isLegalOnTheWire else { throw .closeCodeIllegal(number) }
        guard let reason = String(validating: payload.readableBytesView, as: UTF8.self) else {
            throw .closeReasonNotUTF8
        }
        return CloseFrame(code, reason: reason)
    }

    /// A copy of its own: the slice shares its storage with what was read before it.
    private static func unmasked(_ slice: ByteBuffer, with mask: UInt32, offset: Int) -> ByteBuffer {
        var copy = ByteBuffer()
        copy.reserveCapacity(slice.readableBytes)
        copy.writeImmutableBuffer(slice)
        copy.applyMask(mask, from: copy.readerIndex, count: copy.readableBytes, offset: offset)
        return copy
    }

    private mutating func finish() {
        hasBytesAfterClose = inbound.readableBytes > 0
        isFinished = true
        inbound = ByteBuffer()
        assembly = nil
        frame = nil
    }
}
