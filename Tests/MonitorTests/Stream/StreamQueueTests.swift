import Testing

@testable import Monitor

@Suite("What a client has not taken")
struct StreamQueueTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("pieces come out in order, several at once, and what was missed comes first")
    func order() {
        let missed = StreamEvent(id: 1, kind: .alert, data: bytes("{}"))
        var queue = StreamQueue(most: 2, mostBytes: 10, behind: [missed])
        #expect(queue.append(bytes("a")) == .queued)
        #expect(queue.append(bytes("b")) == .queued)
        #expect(queue.take() == missed.text)
        #expect(queue.take() == bytes("ab"))
        #expect(queue.take() == nil)
    }

    @Test("there is room for so many pieces and so many bytes, and again when they are taken")
    func bounds() {
        var pieces = StreamQueue(most: 2, mostBytes: 10)
        #expect([pieces.append([1]), pieces.append([2]), pieces.append([3])] == [.queued, .queued, .full])
        #expect(pieces.take() == [1, 2])
        #expect(pieces.append([3]) == .queued)
        var large = StreamQueue(most: 20, mostBytes: 10)
        #expect([large.append(bytes("123456")), large.append(bytes("12345"))] == [.queued, .full])
        #expect(large.take() == bytes("123456"))
        #expect(large.append(bytes("1234567890")) == .queued)
    }

    @Test("no more than a portion is handed over at once, but one piece always is")
    func portions() {
        var queue = StreamQueue(most: 10, mostBytes: 1 << 20)
        let large = [UInt8](repeating: 1, count: 70_000)
        for _ in 1...2 { _ = queue.append(large) }
        #expect(queue.take() == large)
        #expect(queue.take() == large)
        #expect(queue.take() == nil)
    }
}
