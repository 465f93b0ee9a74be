import CShims
import TestSupport
import Testing

@testable import Monitor

@Suite("gzip")
struct GzipTests {
    /// What zlib reads out of a gzip frame; nil when it is none.
    static func expand(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK else {
            return nil
        }
        defer { inflateEnd(&stream) }
        var input = bytes
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var code = Z_OK
        input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = uInt(input.count)
            while code == Z_OK {
                let count = buffer.withUnsafeMutableBufferPointer { buffer -> Int in
                    stream.next_out = buffer.baseAddress
                    stream.avail_out = uInt(buffer.count)
                    code = inflate(&stream, Z_NO_FLUSH)
                    return buffer.count - Int(stream.avail_out)
                }
                output += buffer.prefix(count)
            }
        }
        return code == Z_STREAM_END ? output : nil
    }

    @Test("what is compressed is read back, whatever it is", arguments: [0, 1, 1_000, 65_536, 3_000_000])
    func roundTrip(count: Int) throws {
        var random = Seeded(7)
        let text = (0..<count).map { _ in UInt8(random.next(below: 40)) }
        let noise = (0..<count).map { _ in UInt8(random.next(below: 256)) }
        for bytes in [text, noise] {
            let compressed = try #require(Gzip.compress(bytes))
            #expect(Self.expand(compressed) == bytes)
        }
    }

    @Test("what is no gzip is not read")
    func twin() {
        #expect(Self.expand(Array("no gzip at all".utf8)) == nil)
    }

    @Test(
        "whether a request takes gzip",
        arguments: [
            (nil, false), ("", false), ("gzip", true), ("deflate, gzip;q=1.0, *;q=0.5", true), ("GZIP", true),
            ("gzip;q=0", false), ("gzip; q=0.0", false), ("*", true), ("*;q=0", false), ("identity", false),
            ("gzip;q=0, *", false), ("br", false), ("x-gzip", true),
        ] as [(String?, Bool)]
    )
    func accepted(header: String?, isAccepted: Bool) {
        #expect(Gzip.isAccepted(by: header) == isAccepted)
    }
}
