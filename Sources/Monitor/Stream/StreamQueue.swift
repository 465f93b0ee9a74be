import DequeModule

/// What one client has not taken yet: bounded, so that one who reads slowly costs no more than this.
struct StreamQueue {
    /// What became of a piece.
    enum Answer: Equatable {
        case queued
        /// There is no more room: the client is too slow.
        case full
    }

    /// So much is handed over at once, where it is there.
    private static let portion = 64 << 10

    private let most: Int
    private let mostBytes: Int
    private var backlog: Deque<StreamEvent>
    private var pieces: Deque<[UInt8]> = []
    private var bytes = 0

    /// Room for `most` pieces of `mostBytes` in all.
    ///
    /// What the client missed before it came takes no part of the room, since it had no chance to read it: the ring and
    /// all clients share those events.
    init(most: Int, mostBytes: Int, behind backlog: [StreamEvent] = []) {
        self.most = most
        self.mostBytes = mostBytes
        self.backlog = Deque(backlog)
    }

    /// Puts a piece at the end.
    mutating func append(_ piece: [UInt8]) -> Answer {
        guard pieces.count < most, bytes + piece.count <= mostBytes else { return .full }
        pieces.append(piece)
        bytes += piece.count
        return .queued
    }

    /// Takes some from the front; nil when nothing waits.
    mutating func take() -> [UInt8]? {
        var taken = backlog.popFirst()?.text ?? []
        while taken.count < Self.portion, let event = backlog.popFirst() { taken += event.text }
        guard taken.isEmpty else { return taken }
        while let next = pieces.first, taken.isEmpty || taken.count + next.count <= Self.portion {
            taken += next
            pieces.removeFirst()
            bytes -= next.count
        }
        return taken.isEmpty ? nil : taken
    }
}
