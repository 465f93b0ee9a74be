import Synchronization

/// Where the ledger's events go on to; opened once everything that hears of them is there.
final class LedgerOutlet: Sendable {
    private let listener = Mutex<(@Sendable ([LedgerEvent]) -> Void)?>(nil)

    /// From now on `listener` is told.
    func open(_ listener: @escaping @Sendable ([LedgerEvent]) -> Void) { self.listener.withLock { $0 = listener } }

    /// Tells of what is committed.
    func tell(_ events: [LedgerEvent]) { listener.withLock { $0 }?(events) }
}
