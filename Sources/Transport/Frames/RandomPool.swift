import CShims
import Synchronization

/// Random bytes of the system's generator, fetched in blocks: a system call for each key and each frame's mask was
/// measurable at thousands of sessions a second.
enum RandomPool {
    /// 256 words are 2 KiB, well within what one call of getrandom(2) gives without being interrupted for long.
    private static let words = 256
    private static let block = Mutex<[UInt64]>([])

    static func word() -> UInt64 {
        block.withLock { block in
            if block.isEmpty { block = fetch() }
            return block.removeLast()
        }
    }

    static func mask() -> UInt32 { UInt32(truncatingIfNeeded: word()) }

    private static func fetch() -> [UInt64] {
        var words = [UInt64](repeating: 0, count: words)
        let isFilled = words.withUnsafeMutableBytes { bytes in
            getrandom(bytes.baseAddress, bytes.count, 0) == bytes.count
        }
        if isFilled { return words }
        // Interrupted by a signal, or an old kernel: word by word, which can't fail.
        var generator = SystemRandomNumberGenerator()
        return words.map { _ in generator.next() }
    }
}
