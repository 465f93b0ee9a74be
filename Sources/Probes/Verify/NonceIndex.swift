public import NIOCore

/// Finds the nonces of a probe's users in frames; made once a cycle and shared by all its connections.
///
/// A frame is walked once, whatever the number of nonces: eight bytes of each nonce are looked up in a small table,
/// and only where they match is the whole word compared.
public struct NonceIndex: Sendable, Equatable {
    private struct Word: Sendable, Equatable {
        let bytes: [UInt8]
        let label: String
    }

    /// Shorter words are no nonces: they would be found everywhere.
    static let shortest = 8

    private var words: [Word] = []
    /// Where the last eight bytes of each word lead; that part is the most random one of ids that begin with a time.
    private var byTail: [UInt64: [Int]] = [:]
    /// A bit a hash: most places of a frame are dismissed by it without asking the dictionary. It grows with the
    /// words, so that at most one bit in 32 is set.
    private var filter = [UInt64](repeating: 0, count: 64)

    /// An index of nothing.
    public init() {}

    /// An index of each user's nonces.
    ///
    /// - Precondition: a nonce has at least eight bytes, none of which JSON escapes.
    public init(_ nonces: [(label: String, nonce: String)]) {
        for (label, nonce) in nonces { add(nonce, of: label) }
    }

    /// What is looked for, in the order in which it was added.
    public var nonces: [(label: String, nonce: String)] {
        words.map { ($0.label, String(decoding: $0.bytes, as: UTF8.self)) }
    }

    /// Whether there is nothing to find.
    public var isEmpty: Bool { words.isEmpty }

    /// Adds a nonce of the user called `label`.
    public mutating func add(_ nonce: String, of label: String) {
        let bytes = Array(nonce.utf8)
        precondition(bytes.count >= Self.shortest, "a nonce is longer than \(Self.shortest) bytes")
        let tail = bytes.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        words.append(Word(bytes: bytes, label: label))
        byTail[tail, default: []].append(words.count - 1)
        if words.count * 32 > filter.count * 64 {
            filter = [UInt64](repeating: 0, count: filter.count * 2)
            byTail.keys.forEach { mark($0) }
        } else {
            mark(tail)
        }
    }

    /// The label of the first user but `own` whose nonce is in `message`; nil where there is none.
    public func owner(in message: ByteBuffer, except own: String?) -> String? {
        guard !words.isEmpty else { return nil }
        return message.withUnsafeReadableBytes { owner(in: $0, except: own) }
    }

    private func owner(in bytes: UnsafeRawBufferPointer, except own: String?) -> String? {
        var tail: UInt64 = 0
        let shift = self.shift
        return filter.withUnsafeBufferPointer { filter in
            for index in 0..<bytes.count {
                tail = tail << 8 | UInt64(bytes[index])
                let slot = Self.slot(tail, shift)
                guard filter[slot >> 6] >> UInt64(slot & 63) & 1 == 1 else { continue }
                if let label = owner(endingAt: index, of: bytes, tail, except: own) { return label }
            }
            return nil
        }
    }

    private func owner(
        endingAt index: Int,
        of bytes: UnsafeRawBufferPointer,
        _ tail: UInt64,
        except own: String?
    ) -> String? {
        for number in byTail[tail] ?? [] where words[number].label != own {
            let start = index + 1 - words[number].bytes.count
            if start >= 0, bytes[start...index].elementsEqual(words[number].bytes) { return words[number].label }
        }
        return nil
    }

    private mutating func mark(_ tail: UInt64) {
        let slot = Self.slot(tail, shift)
        filter[slot >> 6] |= 1 << UInt64(slot & 63)
    }

    /// The filter's length is a power of two; its slots are the highest bits of a product.
    private var shift: UInt64 { 64 - UInt64((filter.count * 64).trailingZeroBitCount) }

    private static func slot(_ tail: UInt64, _ shift: UInt64) -> Int {
        Int(truncatingIfNeeded: (tail &* 0x9E37_79B9_7F4A_7C15) >> shift)
    }
}
