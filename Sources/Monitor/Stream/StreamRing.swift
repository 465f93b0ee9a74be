import DequeModule
import Results

/// The last events, for clients that come back. Never reads a clock.
///
/// Ids go up by one, from a number that the time of the start gives: so an id of an earlier start is told from one of
/// this, and nothing has to be stored.
struct StreamRing {
    /// What a client that has the events up to an id still lacks.
    enum Missed: Equatable {
        /// These, oldest first.
        case events([StreamEvent])
        /// Nobody knows: the id is too old, or of another start, or none that was ever given.
        case unknown
    }

    /// Room for so many ids in each millisecond between two starts.
    private static let idsInAMillisecond: Int64 = 1_024

    private let most: Int
    private let mostBytes: Int
    private var events: Deque<StreamEvent> = []
    private var bytes = 0

    /// The id of the newest event; before the first one, the id before it.
    private(set) var newest: Int64

    /// An empty ring of a monitor that started at `start`; it holds `most` events, and `mostBytes` of their data.
    init(start: WallTime, most: Int = 1_000, mostBytes: Int = 8 << 20) {
        self.most = most
        self.mostBytes = mostBytes
        newest = max(start.milliseconds, 0) * Self.idsInAMillisecond
    }

    /// Gives the event its id and keeps it, for as long as there is room.
    mutating func append(_ kind: StreamEvent.Kind, _ data: [UInt8]) -> StreamEvent {
        newest += 1
        let event = StreamEvent(id: newest, kind: kind, data: data)
        events.append(event)
        bytes += data.count
        while events.count > most || bytes > mostBytes, let gone = events.popFirst() { bytes -= gone.data.count }
        return event
    }

    /// What a client lacks whose last event was `id`.
    func missed(after id: Int64) -> Missed {
        guard id <= newest else { return .unknown }
        let oldest = events.first?.id ?? newest + 1
        guard id >= oldest - 1 else { return .unknown }
        return .events(Array(events.suffix(Int(newest - id))))
    }
}
