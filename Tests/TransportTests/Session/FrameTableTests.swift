import NIOCore
import Testing

@testable import Transport

/// Every header and every order of frames, against a reading of RFC 6455 that shares nothing with the machine.
@Suite("Every frame")
struct FrameTableTests {
    typealias Event = FrameMachine.Event

    @Test("the first two bytes, all 65,536 of them, from either side", arguments: SessionRole.allRoles)
    func headers(sender: SessionRole) {
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max {
                let found = events(of: [first, second], from: sender)
                let expected = Self.expected(first, second, from: sender).map { [$0] } ?? []
                guard found != expected else { continue }
                Issue.record("\(first) \(second): \(found), not \(expected)")
            }
        }
    }

    /// §5.2 and §5.5, in the order in which a reader meets the bits.
    private static func expected(_ first: UInt8, _ second: UInt8, from sender: SessionRole) -> Event? {
        let (opcode, length) = (first & 15, second & 127)
        if first & 0x70 != 0 { return .violation(.reservedBits(first & 0x70)) }
        guard [0, 1, 2, 8, 9, 10].contains(opcode) else { return .violation(.unknownOpcode(opcode)) }
        if second & 0x80 == 0, sender == .client { return .violation(.unmasked) }
        if second & 0x80 != 0, sender == .server { return .violation(.masked) }
        if opcode >= 8 {
            let kind: Opcode = opcode == 8 ? .close : opcode == 9 ? .ping : .pong
            if first & 0x80 == 0 { return .violation(.fragmentedControl(kind)) }
            if length > 125 { return .violation(.longControl(kind, length: 126)) }
        }
        // A mask or a payload is still to come.
        if sender == .client { return nil }
        if opcode == 0 { return length > 125 ? nil : .violation(.continuationWithoutStart) }
        guard length == 0 else { return nil }
        switch opcode {
        case 8: return .close(nil)
        case 9: return .ping(ByteBuffer())
        case 10: return .pong(ByteBuffer())
        default:
            guard first & 0x80 != 0 else { return nil }
            return .message(WebSocketMessage(kind: opcode == 1 ? .text : .binary, payload: ByteBuffer()))
        }
    }

    @Test("every length in every form", arguments: [7, 16, 64])
    func lengths(bits: Int) {
        let limit: UInt64 = 70_000
        let lengths: [UInt64] = [
            0, 1, 124, 125, 126, 127, 65_534, 65_535, 65_536, limit, limit + 1, 1 << 32, 1 << 62, (1 << 63) - 1,
            1 << 63,
            .max,
        ]
        for length in lengths where bits == 64 || length < (1 << bits) - (bits == 7 ? 2 : 0) {
            let header: [UInt8] =
                switch bits {
                case 7: [0x82, UInt8(length)]
                case 16: [0x82, 126] + (0..<2).reversed().map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
                default: [0x82, 127] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
                }
            let shortest = length < 126 ? 7 : length < 65_536 ? 16 : 64
            let expected: Event =
                if length > Int64.max {
                    .violation(.lengthTooLarge(length))
                } else if bits != shortest {
                    .violation(.lengthNotMinimal(length))
                } else if length > limit {
                    .tooBig
                } else {
                    .message(WebSocketMessage(kind: .binary, payload: ByteBuffer(repeating: 7, count: Int(length))))
                }
            let payload = [UInt8](repeating: 7, count: length > limit ? 0 : Int(length))
            let limits = SessionLimits(maxMessage: Int(limit))
            #expect(events(of: header + payload, limits: limits) == [expected], "\(length)")
        }
    }

    private enum Piece: String, CaseIterable {
        case wholeText, firstText, firstBinary, middle, last, ping

        var bytes: [UInt8] {
            switch self {
            case .wholeText: RawFrame.text("t")
            case .firstText: RawFrame.text("é", isFinal: false)
            case .firstBinary: RawFrame.bytes(0x2, [0xFF], isFinal: false)
            case .middle: RawFrame.bytes(0x0, [0x61], isFinal: false)
            case .last: RawFrame.bytes(0x0, [0x7A])
            case .ping: RawFrame.bytes(0x9)
            }
        }
    }

    @Test("every order of five frames")
    func orders() {
        let kinds = Piece.allCases
        for number in 0..<(kinds.count * kinds.count * kinds.count * kinds.count * kinds.count) {
            var rest = number
            let pieces = (0..<5).map { _ -> Piece in
                defer { rest /= kinds.count }
                return kinds[rest % kinds.count]
            }
            let found = events(of: pieces.flatMap(\.bytes))
            let expected = Self.expected(pieces)
            guard found != expected else { continue }
            Issue.record("\(pieces.map(\.rawValue)): \(found), not \(expected)")
        }
    }

    /// §5.4: fragments of one message in a row, with control frames anywhere between them.
    private static func expected(_ pieces: [Piece]) -> [Event] {
        var events: [Event] = []
        var open: (kind: WebSocketMessage.Kind, payload: [UInt8], fragments: Int)?
        for piece in pieces {
            switch (piece, open) {
            case (.ping, _): events.append(.ping(ByteBuffer()))
            case (.wholeText, nil):
                events.append(.message(WebSocketMessage(kind: .text, payload: ByteBuffer(string: "t"))))
            case (.firstText, nil): open = (.text, Array("é".utf8), 1)
            case (.firstBinary, nil): open = (.binary, [0xFF], 1)
            case (.middle, let message?): open = (message.kind, message.payload + [0x61], message.fragments + 1)
            case (.last, let message?):
                let payload = ByteBuffer(bytes: message.payload + [0x7A])
                events.append(
                    .message(WebSocketMessage(kind: message.kind, payload: payload, fragments: message.fragments + 1))
                )
                open = nil
            case (.middle, nil), (.last, nil): return events + [.violation(.continuationWithoutStart)]
            case (.wholeText, _?), (.firstText, _?): return events + [.violation(.startInsideMessage(.text))]
            case (.firstBinary, _?): return events + [.violation(.startInsideMessage(.binary))]
            }
        }
        return events
    }

    @Test(
        "a text is cut into fragments in the middle of its characters, a ping between them, and is wrong where it becomes so",
        arguments: ["é", "€", "🎻", "x🎻y"]
    )
    func characters(text: String) {
        let bytes = Array(text.utf8)
        for cut in 0...bytes.count {
            let (head, tail) = (Array(bytes[..<cut]), Array(bytes[cut...]))
            let frames =
                RawFrame.bytes(0x1, head, isFinal: false) + RawFrame.bytes(0x9) + RawFrame.bytes(0x0, tail)
            let whole = WebSocketMessage(kind: .text, payload: ByteBuffer(bytes: bytes), fragments: 2)
            #expect(events(of: frames) == [.ping(ByteBuffer()), .message(whole)])
            // The same frames, but the last byte is no continuation of anything: seen with it, not at the frame's end.
            let wrong =
                RawFrame.bytes(0x1, head, isFinal: false) + [0x00, UInt8(tail.count + 9)] + tail.dropLast() + [0xFF]
            #expect(events(of: wrong) == [.violation(.textNotUTF8)])
        }
    }

    private func events(
        of bytes: [UInt8],
        from sender: SessionRole = .server,
        limits: SessionLimits = .standard
    ) -> [Event] {
        var machine = FrameMachine(readingFrom: sender, limits: limits)
        machine.feed(ByteBuffer(bytes: bytes))
        return Array(sequence(state: ()) { _ in machine.next() })
    }
}
