import TestSupport
import Testing

@testable import Transport

@Suite("UTF-8 as it arrives")
struct UTF8StreamTests {
    @Test("every sequence of up to four bytes at the edges is judged as the standard library judges it")
    func short() {
        // The edges of every range that RFC 3629 §4 tells apart, and one byte inside each.
        let bytes: [UInt8] = [
            0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
            0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        for first in bytes {
            check([first])
            for second in bytes {
                check([first, second])
                for third: UInt8 in [0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0] {
                    check([first, second, third])
                    for fourth: UInt8 in [0x7F, 0x80, 0xBF, 0xC0] { check([first, second, third, fourth]) }
                }
            }
        }
    }

    @Test("characters of one to four bytes are whole wherever the text is cut", arguments: 0..<40)
    func cuts(cut: Int) {
        let text = Array("Quintet: 5 × ✓ and 🎻 in 日本語, twice: 🎻🎻".utf8)
        guard cut <= text.count else { return }
        var stream = UTF8Stream()
        #expect(accept(text[..<cut], &stream))
        #expect(accept(text[cut...], &stream))
        #expect(stream.isComplete)
    }

    @Test("the first wrong byte is refused where it stands, behind any length of plain text", arguments: 0..<20)
    func early(length: Int) {
        var stream = UTF8Stream()
        #expect(!accept((Array(repeating: 0x61, count: length) + [0xED, 0xA0, 0x80])[...], &stream))
        var half = UTF8Stream()
        #expect(accept((Array(repeating: 0x61, count: length) + [0xF0, 0x9F])[...], &half))
        #expect(!half.isComplete)
    }

    private func check(_ bytes: [UInt8], _ place: SourceLocation = #_sourceLocation) {
        var whole = UTF8Stream()
        let isWhole = accept(bytes[...], &whole) && whole.isComplete
        var single = UTF8Stream()
        let isSingle = bytes.allSatisfy { accept([$0], &single) } && single.isComplete
        let expected = String(validating: bytes, as: UTF8.self) != nil
        if isWhole != expected || isSingle != expected {
            Issue.record("\(bytes): \(isWhole), byte by byte \(isSingle), right \(expected)", sourceLocation: place)
        }
    }

    private func accept(_ bytes: ArraySlice<UInt8>, _ stream: inout UTF8Stream) -> Bool {
        bytes.withUnsafeBytes { stream.accept($0) }
    }
}
