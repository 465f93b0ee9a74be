import NIOCore
import TestSupport
import Testing

@testable import Transport

@Suite("Masks")
struct MaskingTests {
    @Test("the mask of the standard's example")
    func example() {
        var buffer = ByteBuffer(bytes: [0x7F, 0x9F, 0x4D, 0x51, 0x58])
        buffer.applyMask(0x37FA_213D, from: 0, count: 5)
        #expect(String(buffer: buffer) == "Hello")
    }

    @Test("any length, at any offset and place, byte for byte", arguments: 0..<40)
    func lengths(count: Int) {
        var random = Seeded(UInt64(count))
        let mask = UInt32(truncatingIfNeeded: random.next())
        let key = (0..<4).map { UInt8(truncatingIfNeeded: mask >> (24 - $0 * 8)) }
        for offset in 0..<9 {
            for skipped in 0..<4 {
                let payload = (0..<(skipped + count + 3)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
                var buffer = ByteBuffer(bytes: [9, 9] + payload)
                buffer.moveReaderIndex(forwardBy: 2)
                buffer.applyMask(mask, from: buffer.readerIndex + skipped, count: count, offset: offset)
                let expected = payload.enumerated().map { index, byte in
                    (skipped..<(skipped + count)).contains(index) ? byte ^ key[(index - skipped + offset) % 4] : byte
                }
                #expect(Array(buffer.readableBytesView) == expected)
            }
        }
    }

    @Test("a mask of nothing changes nothing")
    func zero() {
        var buffer = ByteBuffer(bytes: [1, 2, 3])
        buffer.applyMask(0, from: 0, count: 3)
        buffer.applyMask(0xFFFF_FFFF, from: 0, count: 0)
        #expect(Array(buffer.readableBytesView) == [1, 2, 3])
    }

    @Test("ten thousand masks are ten thousand different ones, but for chance")
    func random() {
        #expect(Set((0..<10_000).map { _ in RandomPool.mask() }).count > 9_990)
    }
}
