import NIOCore
import Transport

/// The frames of a run while it is under way, as they pass: taken in on the event loop, so nothing is done to them.
///
/// It holds credentials. What is shown or kept is a ``Transcript``, which is made of it once the run is over.
struct FrameLog: Sendable {
    /// One frame, as it was on the wire.
    struct Frame: Sendable {
        /// From the start of the run.
        let offset: Duration
        let direction: WebSocketSession.Direction
        let opcode: Opcode
        let payload: [UInt8]
    }

    /// What a frame costs besides its payload: a server that sends empty ones for ever reaches the limit too.
    private static let overhead = 32

    private(set) var frames: [Frame] = []
    /// Whether frames were left out because the limit was reached.
    private(set) var isTruncated = false

    private let limit: Int
    private var kept = 0

    /// An empty log that keeps at most `limit` bytes; 0 keeps nothing.
    init(limit: Int) { self.limit = limit }

    /// Whether it keeps anything.
    var isKept: Bool { limit > 0 }

    mutating func add(
        _ direction: WebSocketSession.Direction,
        _ opcode: Opcode,
        _ payload: ByteBuffer,
        at offset: Duration
    ) {
        let size = payload.readableBytes + Self.overhead
        guard kept + size <= limit else {
            isTruncated = true
            return
        }
        kept += size
        let payload = Array(payload.readableBytesView)
        frames.append(Frame(offset: offset, direction: direction, opcode: opcode, payload: payload))
    }
}
