public import NIOCore

/// What the channel tells the session. Reads are parsed where they arrive; writes made meanwhile leave in one flush.
extension WebSocketSession: ChannelInboundHandler {
    /// Bytes of the connection.
    public typealias InboundIn = ByteBuffer
    /// Frames, as many as one flush has.
    public typealias OutboundOut = ByteBuffer

    /// How long the peer may take to close TCP after the last frame (RFC 6455 §7.1.1) before we do.
    private static var farewell: TimeAmount { .seconds(1) }

    /// The session takes its seat; it begins with the start that follows.
    public func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    /// The session leaves, and ends if it has not yet.
    public func handlerRemoved(context: ChannelHandlerContext) {
        // The handler leaves only with its channel, which may go without ever having been active.
        end(.endOfStream)
        drop()
        self.context = nil
    }

    /// Frames are parsed and delivered here.
    public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        take(unwrapInboundIn(data))
    }

    /// Answers to what was read leave together.
    public func channelReadComplete(context: ChannelHandlerContext) {
        flush()
    }

    /// The send buffer filled up, or has room for the pong that waited.
    public func channelWritabilityChanged(context: ChannelHandlerContext) {
        let isWritable = context.channel.isWritable
        if isWritable, state == .open, let payload = unansweredPing {
            unansweredPing = nil
            write(.pong, payload)
            flush()
        }
        observer?.writabilityChanged(isWritable)
    }

    /// The peer ended the byte stream.
    public func channelInactive(context: ChannelHandlerContext) {
        end(.endOfStream)
        drop()
        context.fireChannelInactive()
    }

    /// The connection broke.
    public func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(NIOSSLWords.isUncleanEnd(error) ? .endOfStream : .reset(SystemError.text(of: error)))
        drop()
    }

    /// Bytes from the channel, or those that came right behind the upgrade's head.
    func take(_ bytes: ByteBuffer) {
        frames.feed(bytes)
        isInRead = true
        while let event = frames.next() { handle(event) }
        isInRead = false
        flush()
    }

    private func handle(_ event: FrameMachine.Event) {
        let now = arrival.last
        switch event {
        case .message(let message):
            tap?(.received, message.kind == .text ? .text : .binary, message.payload, now)
            if state == .open { observer?.received(message, at: now) }
        case .ping(let payload):
            tap?(.received, .ping, payload, now)
            pong(payload)
        case .pong(let payload):
            tap?(.received, .pong, payload, now)
            observer?.receivedPong(payload, at: now)
        case .close(let close):
            tap?(.received, .close, Self.payload(of: close), now)
            closed(by: close)
        case .violation(let violation):
            fail(violation.closeCode, .violated(violation))
        case .tooBig:
            fail(.messageTooBig, .tooBig(limit: limits.maxMessage))
        }
    }

    private func pong(_ payload: ByteBuffer) {
        guard state == .open else { return }
        if context?.channel.isWritable == true {
            write(.pong, payload)
        } else {
            unansweredPing = payload
        }
    }

    /// The peer's close frame: the answer to ours, or the beginning of its own closing handshake.
    private func closed(by close: CloseFrame?) {
        switch state {
        case .closing(let ours):
            closeReply = close
            end(.closed(ours, by: role))
        case .open:
            write(.close, Self.payload(of: close.map { CloseFrame($0.code) }))
            flush()
            end(.closed(close, by: role.peer))
        case .ended:
            return
        }
        switch role {
        case .server: drop()
        case .client: bidFarewell()
        }
    }

    /// Fails the connection (RFC 6455 §7.1.7).
    private func fail(_ code: CloseCode, _ how: SessionEnd) {
        guard state != .ended else { return }
        if state == .open {
            write(.close, Self.payload(of: CloseFrame(code)))
            flush()
        }
        end(how)
        // Closing at once would answer what the peer is still sending with a reset, which overtakes our close frame.
        context?.close(mode: .output, promise: nil)
        bidFarewell()
    }

    private func bidFarewell() {
        timer = eventLoop.assumeIsolated().scheduleTask(in: Self.farewell) { [weak self] in self?.drop() }
    }
}
