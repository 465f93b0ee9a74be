import DequeModule
import NIOCore

/// The events of one run in order, encoded once. Positions in it count from the first event and stay right when old
/// ones are dropped.
struct EventLog {
    struct Entry {
        /// Counts all events of the user, over all runs; stands in the event's id.
        let sequence: UInt64
        let payload: ByteBuffer
    }

    private var entries = Deque<Entry>()
    /// The position of the oldest event that is still here.
    private(set) var start = 0
    /// Bytes of the events that are here.
    private(set) var bytes = 0

    /// The position behind the newest event.
    var end: Int { start + entries.count }

    var count: Int { entries.count }

    /// The event at a position that is not past; nil at the end.
    subscript(position: Int) -> Entry? {
        let index = position - start
        return entries.indices.contains(index) ? entries[index] : nil
    }

    mutating func append(_ entry: Entry) {
        entries.append(entry)
        bytes += entry.payload.readableBytes
    }

    /// Forgets the oldest event.
    mutating func dropOldest() {
        guard let entry = entries.popFirst() else { return }
        start += 1
        bytes -= entry.payload.readableBytes
    }

    /// The position of the first event with a higher sequence number.
    func position(after sequence: UInt64) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].sequence <= sequence { low = middle + 1 } else { high = middle }
        }
        return start + low
    }

    /// Whether the event with this number is, or was, one of this log's that are still here.
    func contains(_ sequence: UInt64) -> Bool {
        guard let entry = self[position(after: sequence) - 1] else { return false }
        return entry.sequence == sequence
    }
}
