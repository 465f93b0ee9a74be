import NIOCore
import Testing

@testable import Transport

@Suite("Frame headers")
struct FrameHeaderTests {
    @Test(
        "a header written is the header read, in its shortest form",
        arguments: [0, 1, 125, 126, 127, 65_535, 65_536, 5 << 20]
    )
    func roundTrip(length: Int) throws {
        for mask: UInt32? in [nil, 0x0102_0304] {
            var buffer = ByteBuffer()
            buffer.writeFrameHeader(.binary, isFinal: length.isMultiple(of: 2), length: length, mask: mask)
            let size = (length < 126 ? 2 : length < 65_536 ? 4 : 10) + (mask == nil ? 0 : 4)
            #expect(buffer.readableBytes == size)
            let header = try FrameHeader.read(from: &buffer, sentBy: mask == nil ? .server : .client)
            #expect(
                header
                    == FrameHeader(
                        isFinal: length.isMultiple(of: 2),
                        opcode: .binary,
                        mask: mask,
                        length: UInt64(length)
                    )
            )
            #expect(buffer.readableBytes == 0)
        }
    }

    @Test("a header of which a byte is missing is waited for, and nothing is taken")
    func partial() throws {
        let whole = RawFrame.bytes(0x2, Array(repeating: 0, count: 300), mask: RawFrame.mask).prefix(8)
        for count in 0..<8 {
            var buffer = ByteBuffer(bytes: whole.prefix(count))
            #expect(try FrameHeader.read(from: &buffer, sentBy: .client) == nil)
            #expect(buffer.readableBytes == count)
        }
    }
}
