/// Random bytes of the system's generator, fetched in blocks: a system call a frame for its mask was
/// measurable at thousands of sessions a second.
struct RandomPool {
    /// 512 words are 4 KiB: one fetch for a thousand masks.
    private static let words = 512
    private var block: [UInt64] = []

    mutating func word() -> UInt64 {
        if block.isEmpty {
            var generator = SystemRandomNumberGenerator()
            block = (0..<Self.words).map { _ in generator.next() }
        }
        return block.removeLast()
    }

    mutating func mask() -> UInt32 { UInt32(truncatingIfNeeded: word()) }
}
