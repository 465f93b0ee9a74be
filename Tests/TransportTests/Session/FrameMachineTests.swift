import NIOCore
import TestSupport
import Testing

@testable import Transport

@Suite("Frames become messages")
struct FrameMachineTests {
    typealias Event = FrameMachine.Event

    @Test("whatever the bytes are split into, the same events come out", arguments: 0..<200)
    func splits(seed: Int) {
        var random = Seeded(UInt64(seed))
        let mask = seed.isMultiple(of: 2) ? RawFrame.mask : nil
        let long = String(repeating: "€uro ", count: 300 + seed)
        let bytes =
            RawFrame.text("hello", mask: mask)
            + RawFrame.bytes(0x1, Array("sp".utf8), isFinal: false, mask: mask)
            + RawFrame.bytes(0x9, [1, 2, 3], mask: mask)
            + RawFrame.bytes(0x0, Array("lit ✓".utf8), isFinal: false, mask: mask)
            + RawFrame.bytes(0xA, [], mask: mask)
            + RawFrame.bytes(0x0, [], mask: mask)
            + RawFrame.bytes(0x2, Array(repeating: 7, count: 70_000), mask: mask)
            + RawFrame.text(long, mask: mask)
            + RawFrame.close(1000, "bye", mask: mask)
        var pieces: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = min(rest.count, random.next(below: seed.isMultiple(of: 3) ? 9 : 5_000) + 1)
            pieces.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        let expected: [Event] = [
            .message(WebSocketMessage(kind: .text, payload: ByteBuffer(string: "hello"))),
            .ping(ByteBuffer(bytes: [1, 2, 3])),
            .pong(ByteBuffer()),
            .message(WebSocketMessage(kind: .text, payload: ByteBuffer(string: "split ✓"), fragments: 3)),
            .message(WebSocketMessage(kind: .binary, payload: ByteBuffer(repeating: 7, count: 70_000))),
            .message(WebSocketMessage(kind: .text, payload: ByteBuffer(string: long))),
            .close(CloseFrame(.normal, reason: "bye")),
        ]
        #expect(events(of: pieces, from: mask == nil ? .server : .client) == expected)
    }

    @Test("what the standard forbids is named", arguments: Self.violations)
    func violation(bytes: [UInt8], expected: ProtocolViolation) {
        #expect(events(of: [bytes]) == [.violation(expected)])
        #expect(events(of: bytes.map { [$0] }).last == .violation(expected))
    }

    static let violations: [([UInt8], ProtocolViolation)] = [
        (RawFrame.bytes(0x1, reserved: 0x40), .reservedBits(0x40)),
        (RawFrame.bytes(0x1, reserved: 0x70), .reservedBits(0x70)),
        (RawFrame.bytes(0x3), .unknownOpcode(0x3)),
        (RawFrame.bytes(0xB), .unknownOpcode(0xB)),
        (RawFrame.text("x", mask: RawFrame.mask), .masked),
        (RawFrame.bytes(0x9, isFinal: false), .fragmentedControl(.ping)),
        (RawFrame.bytes(0x9, Array(repeating: 0, count: 126)), .longControl(.ping, length: 126)),
        ([0x81, 126, 0, 125], .lengthNotMinimal(125)),
        ([0x81, 127, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], .lengthNotMinimal(65_535)),
        ([0x82, 127, 0x80, 0, 0, 0, 0, 0, 0, 0], .lengthTooLarge(1 << 63)),
        (RawFrame.bytes(0x0), .continuationWithoutStart),
        (RawFrame.text("a", isFinal: false) + RawFrame.text("b"), .startInsideMessage(.text)),
        (RawFrame.bytes(0x1, [0xFF]), .textNotUTF8),
        (RawFrame.bytes(0x1, [0xE2, 0x82]), .textNotUTF8),
        (RawFrame.bytes(0x1, [0xE2], isFinal: false) + RawFrame.bytes(0x0, [0x28]), .textNotUTF8),
        (RawFrame.bytes(0x8, [3]), .closePayloadOfOneByte),
        (RawFrame.close(1005), .closeCodeIllegal(1005)),
        (RawFrame.close(1000, "x").dropLast() + [0xFF], .closeReasonNotUTF8),
    ]

    @Test("a long control frame is refused before its length is here, a wrong text before its frame is")
    func early() {
        #expect(events(of: [[0x89, 126]]) == [.violation(.longControl(.ping, length: 126))])
        #expect(events(of: [[0x81, 5, 0xC0]]) == [.violation(.textNotUTF8)])
    }

    @Test("a client must mask")
    func unmasked() {
        #expect(events(of: [RawFrame.text("x")], from: .client) == [.violation(.unmasked)])
    }

    @Test("the codes that may stand in a close frame, all 65,536 looked at")
    func closeCodes() {
        let legal = (UInt16.min...UInt16.max).filter { code in
            events(of: [RawFrame.close(code)]) == [.close(CloseFrame(CloseCode(rawValue: code)))]
        }
        #expect(legal == [1000, 1001, 1002, 1003] + Array(1007...1014) + Array(3000...4999))
    }

    @Test("a close frame without a code is one")
    func bareClose() {
        #expect(events(of: [RawFrame.bytes(0x8)]) == [.close(nil)])
    }

    @Test("the limit counts across fragments, and an announced length is enough")
    func limits() {
        let limits = SessionLimits(maxMessage: 10)
        let five = Array(repeating: UInt8(1), count: 5)
        let fits = RawFrame.bytes(0x2, five, isFinal: false) + RawFrame.bytes(0x0, five)
        #expect(
            events(of: [fits], limits: limits)
                == [
                    .message(
                        WebSocketMessage(kind: .binary, payload: ByteBuffer(repeating: 1, count: 10), fragments: 2)
                    )
                ]
        )
        let one = RawFrame.bytes(0x2, five, isFinal: false) + RawFrame.bytes(0x0, five + [1])
        #expect(events(of: [one], limits: limits) == [.tooBig])
        // A frame of 1 GiB of which only the header ever comes.
        #expect(events(of: [[0x82, 127, 0, 0, 0, 0, 0x40, 0, 0, 0]]) == [.tooBig])
    }

    @Test("nothing comes out after the close frame, and that something came is known")
    func afterClose() {
        var machine = FrameMachine(readingFrom: .server, limits: .standard)
        machine.feed(ByteBuffer(bytes: RawFrame.close(1000)))
        #expect(machine.next() == .close(CloseFrame(.normal)))
        #expect(!machine.hasBytesAfterClose)
        machine.feed(ByteBuffer(bytes: RawFrame.text("late")))
        #expect(machine.next() == nil)
        #expect(machine.hasBytesAfterClose)
    }

    @Test("bytes in the same read as the close frame are known too")
    func togetherWithClose() {
        var machine = FrameMachine(readingFrom: .server, limits: .standard)
        machine.feed(ByteBuffer(bytes: RawFrame.close(1000) + [0x81]))
        #expect(machine.next() == .close(CloseFrame(.normal)))
        #expect(machine.hasBytesAfterClose)
    }

    @Test("between two frames nothing is kept of what was read; in the middle of one it is")
    func keepsNothing() {
        var machine = FrameMachine(readingFrom: .server, limits: .standard)
        var bytes = ByteBuffer(bytes: RawFrame.text("hello") + RawFrame.bytes(0x9))
        machine.feed(bytes)
        while machine.next() != nil {}
        #expect(bytes.modifyIfUniquelyOwned { _ in true } == true)
        var half = ByteBuffer(bytes: RawFrame.text("hello").dropLast())
        machine.feed(half)
        while machine.next() != nil {}
        #expect(half.modifyIfUniquelyOwned { _ in true } == nil)
    }

    /// All events, the bytes fed piece by piece.
    private func events(
        of pieces: [[UInt8]],
        from sender: SessionRole = .server,
        limits: SessionLimits = .standard
    ) -> [Event] {
        var machine = FrameMachine(readingFrom: sender, limits: limits)
        var events: [Event] = []
        for piece in pieces {
            machine.feed(ByteBuffer(bytes: piece))
            while let event = machine.next() { events.append(event) }
        }
        return events
    }
}
