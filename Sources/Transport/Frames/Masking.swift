import NIOCore

extension ByteBuffer {
    /// Applies the mask of RFC 6455 §5.3 to `count` bytes from `start`; `offset` is how much of the payload came before them.
    mutating func applyMask(_ mask: UInt32, from start: Int, count: Int, offset: Int = 0) {
        guard count > 0, mask != 0 else { return }
        // The key turned so that its first byte meets the first byte here.
        let turn = UInt32(offset & 3) * 8
        let turned = turn == 0 ? mask : (mask << turn) | (mask >> (32 - turn))
        let narrow = turned.bigEndian
        let wide = UInt64(narrow) | UInt64(narrow) << 32
        let first = start - readerIndex
        withUnsafeMutableReadableBytes { bytes in
            let region = UnsafeMutableRawBufferPointer(rebasing: bytes[first..<(first + count)])
            var index = 0
            while index + 8 <= count {
                let word = region.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                region.storeBytes(of: word ^ wide, toByteOffset: index, as: UInt64.self)
                index += 8
            }
            while index < count {
                region[index] ^= UInt8(truncatingIfNeeded: narrow >> (UInt32(index & 3) * 8))
                index += 1
            }
        }
    }
}
