import NIOCore
import NIOEmbedded

@testable import Transport

/// A session on a channel in memory, whose time the test moves.
final class EmbeddedSession {
    /// What an observer was told, in order.
    final class Log: SessionObserver {
        private(set) var notes: [String] = []
        var onMessage: (() -> Void)?

        func opened(_ session: WebSocketSession) { notes.append("opened") }

        func received(_ message: WebSocketMessage, at now: Instant) {
            notes.append("\(message.kind): \(String(buffer: message.payload))")
            onMessage?()
        }

        func receivedPong(_ payload: ByteBuffer, at now: Instant) { notes.append("pong: \(String(buffer: payload))") }

        func writabilityChanged(_ isWritable: Bool) { notes.append("writable: \(isWritable)") }

        func ended(_ end: SessionEnd, at now: Instant) { notes.append("ended: \(end)") }
    }

    let channel = EmbeddedChannel()
    let log = Log()
    let session: WebSocketSession
    private let role: SessionRole
    private var sent = ByteBuffer()

    init(_ role: SessionRole = .client, limits: SessionLimits = .standard, rest: [UInt8] = []) throws {
        self.role = role
        let arrival = ArrivalStamp()
        session = WebSocketSession(channel: channel, role: role, limits: limits, arrival: arrival)
        try channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try channel.pipeline.syncOperations.addHandlers([arrival, session])
        session.start(log, with: ByteBuffer(bytes: rest))
    }

    deinit {
        // A channel that is closed already says so.
        _ = try? channel.finish(acceptAlreadyClosed: true)
    }

    func receive(_ bytes: [UInt8]) throws { try channel.writeInbound(ByteBuffer(bytes: bytes)) }

    /// The frames written since the last look: opcode and payload, unmasked.
    func sentFrames() throws -> [String] {
        while var bytes = try channel.readOutbound(as: ByteBuffer.self) { sent.writeBuffer(&bytes) }
        var frames: [String] = []
        while let header = try FrameHeader.read(from: &sent, sentBy: role) {
            var payload = sent.readSlice(length: Int(header.length)) ?? ByteBuffer()
            if let mask = header.mask {
                payload.applyMask(mask, from: payload.readerIndex, count: payload.readableBytes)
            }
            frames.append("\(header.opcode): \(Self.shown(header.opcode, payload))")
        }
        return frames
    }

    /// How many writes reached the channel.
    func countWrites() throws -> Int {
        var count = 0
        while try channel.readOutbound(as: ByteBuffer.self) != nil { count += 1 }
        return count
    }

    private static func shown(_ opcode: Opcode, _ payload: ByteBuffer) -> String {
        var payload = payload
        guard opcode == .close, let code: UInt16 = payload.readInteger() else { return String(buffer: payload) }
        return "\(code) \(String(buffer: payload))"
    }
}
