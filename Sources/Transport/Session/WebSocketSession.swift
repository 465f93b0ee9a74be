public import NIOCore

/// One open WebSocket (RFC 6455), confined to its event loop.
///
/// It is the channel handler itself: a frame goes from the socket to the observer without a queue, a task or a
/// thread in between. It answers pings, takes part in the closing handshake in both directions, and ends in
/// exactly one way, told to the observer once. It does not keep time for its owner: silence is the owner's to judge.
public final class WebSocketSession {
    /// Sees every message and control frame, both ways, when it passes; for transcripts.
    public typealias Tap = (Direction, Opcode, ByteBuffer, Instant) -> Void

    /// Which way a frame went.
    public enum Direction: String, Sendable {
        /// From us.
        case sent
        /// From the peer.
        case received
    }

    /// Where everything of this session happens.
    public let eventLoop: any EventLoop
    /// Which of the two ends this is.
    public let role: SessionRole
    /// The peer's address and port, `unix` for a local socket.
    public let remoteAddress: String
    /// When the last bytes of the upgrade reached this process.
    public let openedAt: Instant
    /// Called with every frame until the session ends; nil costs nothing.
    public var tap: Tap?
    /// The close frame with which the peer answered ours.
    public internal(set) var closeReply: CloseFrame?
    /// Whether the peer sent anything after its close frame.
    public var hasBytesAfterClose: Bool { frames.hasBytesAfterClose }

    enum State: Equatable {
        case open
        /// Our close frame is out and its answer is awaited.
        case closing(CloseFrame)
        /// The observer was told; only the TCP connection is left.
        case ended
    }

    var state = State.open
    var frames: FrameMachine
    var observer: (any SessionObserver)?
    var context: ChannelHandlerContext?
    var isInRead = false
    var timer: Scheduled<Void>?
    /// While the peer does not read, only the latest ping is answered (RFC 6455 §5.5.3).
    var unansweredPing: ByteBuffer?
    let limits: SessionLimits
    let arrival: ArrivalStamp
    private var outgoing = ByteBuffer()
    private var batchDepth = 0

    init(channel: any Channel, role: SessionRole, limits: SessionLimits, arrival: ArrivalStamp) {
        self.eventLoop = channel.eventLoop
        self.role = role
        self.remoteAddress = channel.remoteAddress.map(PeerAddress.text) ?? PeerAddress.unnamed
        self.limits = limits
        self.frames = FrameMachine(readingFrom: role.peer, limits: limits)
        self.arrival = arrival
        openedAt = arrival.last
    }

    /// Begins, once the session is in its channel: the observer hears of it, and of `rest`, the bytes that came right
    /// behind the upgrade's head.
    func start(_ observer: any SessionObserver, with rest: ByteBuffer) {
        self.observer = observer
        batch {
            observer.opened(self)
            if rest.readableBytes > 0 { take(rest) }
        }
    }

    /// False while more than the channel's high-water mark (64 KiB) is waiting to be sent. The session puts no bound of
    /// its own on what it is given to send, so whoever sends more than answers stops while this is false.
    public var isWritable: Bool { state == .open && context?.channel.isWritable == true }

    /// Sends one text message in one frame; nothing once the session is closing.
    public func send(text: String) {
        send(.text, ByteBuffer(string: text))
    }

    /// Sends one text message; the payload must be UTF-8.
    public func send(text: ByteBuffer) {
        send(.text, text)
    }

    /// Sends one binary message in one frame; nothing once the session is closing.
    public func send(binary: ByteBuffer) {
        send(.binary, binary)
    }

    /// Sends a ping; its payload is cut to the 125 bytes a control frame may have.
    public func ping(_ payload: ByteBuffer = ByteBuffer()) {
        send(.ping, payload.getSlice(at: payload.readerIndex, length: min(125, payload.readableBytes)) ?? payload)
    }

    /// Begins the closing handshake (RFC 6455 §7.1.2); ends as `closeTimedOut` when no answer comes within the given time.
    /// The reason is cut to the 123 bytes that fit, between two characters.
    public func close(_ code: CloseCode, reason: String = "", within limit: Duration = .seconds(1)) {
        eventLoop.preconditionInEventLoop()
        guard state == .open else { return }
        let close = CloseFrame(code, reason: reason.cut(toUTF8: 123))
        write(.close, Self.payload(of: close))
        state = .closing(close)
        flush()
        timer = eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(limit)) { [weak self] in
            self?.end(.closeTimedOut(close))
            self?.drop()
        }
    }

    /// Whether bytes are read from the peer. A server stops for a peer that does not read itself, so that answers do not
    /// pile up; a session that is not reading sees no close frame either, so this is for a limited time.
    public var isReading: Bool = true {
        didSet {
            guard isReading != oldValue, let channel = context?.channel else { return }
            // A channel that refuses the option is closing.
            try? channel.syncOptions?.setOption(.autoRead, value: isReading)
        }
    }

    /// Drops the TCP connection now.
    public func abort() {
        eventLoop.preconditionInEventLoop()
        end(.aborted)
        drop()
    }

    /// Everything sent in the body leaves in one write.
    public func batch(_ body: () -> Void) {
        batchDepth += 1
        body()
        batchDepth -= 1
        if batchDepth == 0, !isInRead { flush() }
    }

    func send(_ opcode: Opcode, _ payload: ByteBuffer) {
        eventLoop.preconditionInEventLoop()
        guard state == .open else { return }
        write(opcode, payload)
        if batchDepth == 0, !isInRead { flush() }
    }

    /// Puts one frame into the outgoing buffer.
    func write(_ opcode: Opcode, _ payload: ByteBuffer) {
        let mask = role == .client ? RandomPool.mask() : nil
        outgoing.writeFrameHeader(opcode, length: payload.readableBytes, mask: mask)
        let start = outgoing.writerIndex
        outgoing.writeImmutableBuffer(payload)
        if let mask { outgoing.applyMask(mask, from: start, count: payload.readableBytes) }
        tap?(.sent, opcode, payload, .now)
    }

    func flush() {
        guard outgoing.readableBytes > 0, let context else { return }
        let bytes = outgoing
        outgoing = ByteBuffer()
        context.writeAndFlush(NIOAny(bytes), promise: nil)
    }

    /// Tells the observer, once, and lets it go.
    func end(_ how: SessionEnd) {
        guard state != .ended else { return }
        state = .ended
        timer?.cancel()
        timer = nil
        let observer = self.observer
        self.observer = nil
        observer?.ended(how, at: .now)
        tap = nil
    }

    func drop() {
        timer?.cancel()
        timer = nil
        context?.close(promise: nil)
    }

    static func payload(of close: CloseFrame?) -> ByteBuffer {
        var payload = ByteBuffer()
        if let close {
            payload.writeInteger(close.code.rawValue)
            payload.writeString(close.reason)
        }
        return payload
    }
}

extension String {
    /// The longest beginning of at most `limit` bytes of UTF-8 that cuts no character.
    func cut(toUTF8 limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: limit)
        while end > startIndex, end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}
