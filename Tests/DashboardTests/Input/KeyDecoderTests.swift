import TestSupport
import Testing
import Transport

@testable import Dashboard

@Suite struct KeyDecoderTests {
    private let start = Instant.now

    @Test(
        "every sequence is its key, whole",
        arguments: [
            ("j", [Key.character("j")]), ("\r", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]),
            ("\u{C}", [.control("l")]),
            ("\u{1B}[A", [.up]), ("\u{1B}OB", [.down]), ("\u{1B}[1;5C", [.right]), ("\u{1B}[5~", [.pageUp]),
            ("\u{1B}[6~", [.pageDown]),
            ("\u{1B}[H", [.home]), ("\u{1B}[4~", [.end]), ("\u{1B}[Z", [.backTab]), ("\u{1B}OP", [.function(1)]),
            ("\u{1B}[24~", [.function(12)]),
            ("é日😀", [.character("é"), .character("日"), .character("😀")]), ("\u{1B}j", [.escape, .character("j")]),
            ("\u{1B}[?62;22c", []), ("\u{1B}]11;rgb:0/0/0\u{7}q", [.character("q")]),
            ("\u{1B}P1$r0m\u{1B}\\q", [.character("q")]),
            ("\u{1B}\u{1B}[A", [.escape, .up]), ("\u{1B}[<35;1;1M", []),
        ]
    )
    func sequences(text: String, keys: [Key]) {
        var decoder = KeyDecoder()
        #expect(text.utf8.flatMap { decoder.feed($0, at: start) } == keys)
    }

    @Test("wherever a text is cut and however long each part waits below the patience, its keys are the same")
    func splits() {
        let text = Array("a\u{1B}[A\u{1B}OB日\u{1B}[1;5C\u{1B}[24~é\u{1B}]0;x\u{7}z".utf8)
        var whole = KeyDecoder()
        let keys = text.flatMap { whole.feed($0, at: start) }
        for first in 0...text.count {
            for second in first...text.count {
                var decoder = KeyDecoder()
                var (got, now) = ([Key](), start)
                for part in [text[..<first], text[first..<second], text[second...]] where !part.isEmpty {
                    got += part.flatMap { decoder.feed($0, at: now) }
                    now = now.advanced(by: .milliseconds(49))
                    got += decoder.expire(at: now)
                }
                #expect(got == keys)
            }
        }
    }

    @Test("an Esc that nothing follows is a key once its time is over, and not before")
    func loneEscape() {
        var decoder = KeyDecoder(patience: .milliseconds(50))
        #expect(decoder.feed(0x1B, at: start) == [])
        #expect(decoder.deadline == start.advanced(by: .milliseconds(50)))
        #expect(decoder.expire(at: start.advanced(by: .milliseconds(49))) == [])
        #expect(decoder.expire(at: start.advanced(by: .milliseconds(50))) == [.escape])
        #expect(decoder.deadline == nil)
        #expect(decoder.feed(UInt8(ascii: "["), at: start) == [.character("[")])
    }

    @Test("sequences and texts that never end give the keyboard back")
    func endless() {
        var decoder = KeyDecoder()
        for byte in Array("\u{1B}[".utf8) + Array(repeating: UInt8(ascii: "1"), count: 100_000) {
            #expect(decoder.feed(byte, at: start) == [])
        }
        #expect(decoder.feed(UInt8(ascii: "A"), at: start) == [])
        #expect(decoder.feed(UInt8(ascii: "q"), at: start) == [.character("q")])
        var lost = 0
        for byte in Array("\u{1B}]".utf8) + Array(repeating: UInt8(ascii: "q"), count: 10_000) {
            if decoder.feed(byte, at: start).isEmpty { lost += 1 }
        }
        #expect(lost < 5_000)
    }

    @Test("no byte after any other takes the decoder out of step for good", arguments: 0..<100)
    func garbage(seed: Int) {
        var random = Seeded(UInt64(seed))
        var (decoder, now) = (KeyDecoder(), start)
        for _ in 0..<2_000 {
            for key in decoder.feed(UInt8(random.next(below: 256)), at: now) {
                if case .character(let scalar) = key {
                    #expect(ScalarWidth(scalar) != .forbidden || scalar.value > 0x9F)
                }
            }
            if random.next(below: 20) == 0 {
                now = now.advanced(by: .seconds(1))
                _ = decoder.expire(at: now)
            }
        }
        now = now.advanced(by: .seconds(1))
        _ = decoder.expire(at: now)
        #expect(decoder.feed(UInt8(ascii: "q"), at: now) == [.character("q")])
    }
}
