import DequeModule
import NIOCore

/// The events of one run in order, encoded once, one behind the other in one piece of memory. Positions in it count from
/// the first event and stay right when old ones are dropped.
struct EventLog {
    private struct Mark {
        /// Counts all events of the user, over all runs; stands in the event's id.
        let sequence: UInt64
        /// Where the event ends, in bytes from the beginning of the run's first.
        let end: Int
    }

    /// Bytes that are got at once: what five events with short answers take.
    private static let usual = 2048

    private var marks = Deque<Mark>()
    private var text = ByteBuffer()
    /// Bytes of the events that were dropped.
    private var dropped = 0
    /// The position of the oldest event that is still here.
    private(set) var start = 0

    /// Bytes of the events that are here.
    var bytes: Int { text.readableBytes }

    var count: Int { marks.count }

    /// The position behind the newest event.
    var end: Int { start + marks.count }

    /// The number of the event at a position that is not past; nil at the end.
    func sequence(at position: Int) -> UInt64? { mark(at: position)?.sequence }

    /// The event at a position that is not past; nil at the end. To be let go before the next is appended: it shares the
    /// log's memory, which would have to be copied.
    func payload(at position: Int) -> ByteBuffer? {
        guard let mark = mark(at: position) else { return nil }
        let begin = self.mark(at: position - 1)?.end ?? dropped
        return text.getSlice(at: text.readerIndex + begin - dropped, length: mark.end - begin)
    }

    /// Appends the event that `write` writes.
    mutating func append(_ sequence: UInt64, _ write: (inout ByteBuffer) -> Void) {
        if text.capacity == 0 { text.reserveCapacity(Self.usual) }
        write(&text)
        marks.append(Mark(sequence: sequence, end: dropped + text.readableBytes))
    }

    /// Forgets the oldest event.
    mutating func dropOldest() {
        guard let mark = marks.popFirst() else { return }
        text.moveReaderIndex(forwardBy: mark.end - dropped)
        dropped = mark.end
        start += 1
        // Not each time, or a log that loses one for each that it gets would be moved for each.
        if text.readerIndex > text.readableBytes { text.discardReadBytes() }
    }

    /// Forgets every event.
    mutating func dropAll() {
        (start, dropped) = (end, marks.last?.end ?? dropped)
        marks = []
        text = ByteBuffer()
    }

    /// Gives back the memory that was there for more.
    mutating func compact() {
        text.discardReadBytes()
        text.shrinkBufferCapacity(to: text.readableBytes)
    }

    /// The position of the first event with a higher sequence number.
    func position(after sequence: UInt64) -> Int {
        var low = 0
        var high = marks.count
        while low < high {
            let middle = (low + high) / 2
            if marks[middle].sequence <= sequence { low = middle + 1 } else { high = middle }
        }
        return start + low
    }

    /// Whether the event with this number is one of this log's that are still here.
    func contains(_ sequence: UInt64) -> Bool { self.sequence(at: position(after: sequence) - 1) == sequence }

    private func mark(at position: Int) -> Mark? {
        let index = position - start
        return marks.indices.contains(index) ? marks[index] : nil
    }
}
