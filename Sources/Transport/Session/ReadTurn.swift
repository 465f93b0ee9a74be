import NIOCore

/// How much is read of one connection before the others of its loop have their turn.
///
/// A peer that sends without end has its messages read as fast as they come, and makes neither the loop's timers late nor
/// its other connections.
enum ReadTurn {
    /// Bytes that are read at once, at the most.
    static let most = 16 << 10
    /// Reads a turn of the loop.
    static let reads: UInt = 1

    static var allocator: AdaptiveRecvByteBufferAllocator {
        AdaptiveRecvByteBufferAllocator(minimum: 64, initial: 2 << 10, maximum: most)
    }
}
