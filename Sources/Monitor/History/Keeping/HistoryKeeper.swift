import Logging
public import Results
public import ServiceLifecycle
public import Transport

/// Keeps the history well, beside everything else: deletes what is old, and brings it back into its file.
public struct HistoryKeeper<C: Clock & Sendable>: Service where C.Instant == Instant {
    /// How often is looked for what is old.
    private static var interval: Duration { .seconds(60) }

    private let store: HistoryStore
    private let retention: HistoryRetention
    private let clock: C
    private let now: @Sendable () -> WallTime

    /// A keeper of `store`, by `clock`; `now` says how old a result is.
    public init(
        of store: HistoryStore,
        retention: HistoryRetention,
        clock: C,
        now: @escaping @Sendable () -> WallTime = { .now }
    ) {
        self.store = store
        self.retention = retention
        self.clock = clock
        self.now = now
    }

    /// Works until the service is shut down; a last time then, so that memory is not lost where it need not be.
    public func run() async {
        await cancelWhenGracefulShutdown { await work() }
        await store.heal()
    }

    private func work() async {
        var retries = Retries()
        var cleaning = clock.now
        var retry: Instant?
        while !Task.isCancelled {
            if clock.now >= cleaning {
                await prune()
                cleaning = clock.now.advanced(by: Self.interval)
            }
            if let due = retry, clock.now >= due {
                retry = nil
                if await store.heal() { retries.succeeded() }
            }
            if retry == nil, !store.health.isHealthy { retry = clock.now.advanced(by: retries.wait()) }
            await store.alarm.wait(until: min(cleaning, retry ?? cleaning), by: clock)
        }
    }

    private func prune() async {
        do {
            try await store.leaveRemovedFile()
            let (retention, now) = (retention, now())
            while try await store.write({ try retention.step(in: $0, at: now) }) > 0, !Task.isCancelled {
                await Task.yield()
            }
        } catch {
            store.logger.error("what is old cannot be deleted from the history: \(error)")
        }
    }
}
