import DequeModule
public import Logging
import Results
public import ServiceLifecycle
import Synchronization
public import Transport

/// Writes down what probes find, in order, and tells of it once it is written.
///
/// Whoever brings a result never waits. A queue with a bound stands between; what finds it full is lost, and counted.
/// Results that change nothing wait a little for company, so that a transaction holds several; one that changes a state
/// does not.
public final class Ledger<C: Clock & Sendable>: Service where C.Instant == Instant {
    /// How long a result waits for company.
    private static var linger: Duration { .milliseconds(200) }
    /// Beyond so many entries, their evidence is not held.
    private static var mostEvidence: Int { 100 }

    private enum Entry {
        case attempt(CycleAttempt)
        case step(@Sendable () -> LedgerStep?)
    }

    private struct State {
        var entries: Deque<Entry> = []
        var isUrgent = false
        var isStopping = false
        var hasEnded = false
    }

    private let state = Mutex(State())
    private let bell = Bell()
    private let clock: C
    private let capacity: Int
    private let store: HistoryStore
    private let settings: StoreSettings
    private let companions: [any LedgerCompanion]
    private let announcer: Announcer

    /// - Parameters:
    ///   - capacity: entries that the queue holds.
    ///   - companions: who draws conclusions from cycles.
    ///   - publish: told what is committed, in order, from the ledger's own task; must not wait.
    public init(
        clock: C,
        capacity: Int = 1_000,
        store: HistoryStore,
        settings: StoreSettings,
        meter: ResultMeter,
        board: ProbeBoard,
        logger: Logger,
        companions: [any LedgerCompanion] = [],
        publish: @escaping @Sendable ([LedgerEvent]) -> Void = { _ in }
    ) {
        self.clock = clock
        self.capacity = capacity
        self.store = store
        self.settings = settings
        self.companions = companions
        announcer = Announcer(meter: meter, board: board, logger: logger, publish: publish)
    }

    /// Takes an attempt to be written down.
    public func take(_ attempt: CycleAttempt) {
        let isTaken = enqueue(isUrgent: changesState(attempt)) { count in
            .attempt(count < Self.mostEvidence ? attempt : attempt.withoutEvidence)
        }
        if !isTaken { store.meter.dropped(attempt.runs.count) }
    }

    /// Takes something else to be written in the same order; `make` is called when its turn has come. False where there
    /// is no room for it.
    @discardableResult
    public func take(_ make: @escaping @Sendable () -> LedgerStep?) -> Bool {
        enqueue(isUrgent: true) { _ in .step(make) }
    }

    /// Writes what is in the queue and ends.
    public func stop() {
        state.withLock { $0.isStopping = true }
        bell.ring()
    }

    /// Writes until `stop()`, a graceful shutdown, or cancellation; whatever has come until then is written.
    public func run() async {
        await withGracefulShutdownHandler {
            while await hasWork() { await commit() }
            repeat { await commitUncut() } while !ends()
        } onGracefulShutdown: {
            self.stop()
        }
    }

    /// Writes what came after the end: where everything is cancelled at once, the last runs end after the ledger.
    func flush() async {
        guard state.withLock({ $0.hasEnded }) else { return }
        await commitUncut()
    }

    /// Whether nothing has come meanwhile, so that this is the end.
    private func ends() -> Bool {
        state.withLock { state in
            state.hasEnded = state.entries.isEmpty
            return state.hasEnded
        }
    }

    /// Commits in a task of its own: a database gives up what a cancelled one asks of it.
    private func commitUncut() async { await Task { await commit() }.value }

    /// Takes over what was known before the start: the board shows it, and the gauge says it.
    func restore() {
        do {
            for status in try store.states() where announcer.board.put(status) { announcer.confirm(status) }
        } catch {
            announcer.logger.error("the states of before cannot be read from the history: \(error)")
        }
    }

    private func enqueue(isUrgent: Bool, _ entry: (_ count: Int) -> Entry) -> Bool {
        let (isTaken, rings) = state.withLock { state in
            guard state.entries.count < capacity else { return (false, false) }
            let rings = state.entries.isEmpty || isUrgent
            state.entries.append(entry(state.entries.count))
            state.isUrgent = state.isUrgent || isUrgent
            return (true, rings)
        }
        if rings { bell.ring() }
        return isTaken
    }

    private func changesState(_ attempt: CycleAttempt) -> Bool {
        guard attempt.isDecisive, let probe = attempt.runs.first?.result.probe else { return false }
        guard let meant = ProbeState(meantBy: attempt.results) else { return false }
        return meant != announcer.board.status(of: probe)?.state
    }

    /// Returns when there is something to write; false when this is the end.
    private func hasWork() async -> Bool {
        await bell.wait()
        let end = clock.now.advanced(by: Self.linger)
        while !isOver, clock.now < end, state.withLock({ !$0.isUrgent && !$0.entries.isEmpty }) {
            await bell.wait(until: end, by: clock)
        }
        return !isOver
    }

    private var isOver: Bool { Task.isCancelled || state.withLock { $0.isStopping } }

    /// Writes all that is in the queue in one transaction, and tells of it.
    private func commit() async {
        let entries = state.withLock { state in
            defer {
                state.entries = []
                state.isUrgent = false
            }
            return state.entries
        }
        guard !entries.isEmpty else { return }
        let board = announcer.board
        var draft = LedgerDraft(store: settings, companions: companions) { board.status(of: $0) }
        for entry in entries {
            switch entry {
            case .attempt(let attempt): draft.add(attempt)
            case .step(let make): draft.add(make())
            }
        }
        draft.finish()
        do {
            try await store.commit(draft.batch)
        } catch {
            // A monitor that cannot write goes on and says so, rather than stand still.
            store.meter.dropped(draft.batch.runs.count)
            announcer.logger.error("results are lost to the history: \(error)")
        }
        announcer.announce(draft.outcomes)
        for tell in draft.committed { tell() }
    }
}
