import Transport

extension Bell {
    /// Returns at `wake` by `clock`, or as soon as it rings, or when the task is cancelled; without a time, not by time.
    func wait<C: Clock & Sendable>(until wake: Instant?, by clock: C) async where C.Instant == Instant {
        guard let wake else { return await wait() }
        await withTaskGroup { group in
            // Cancellation is all that a sleep can fail with, and then it is not needed any more.
            group.addTask { try? await clock.sleep(until: wake, tolerance: .zero) }
            group.addTask { await self.wait() }
            await group.next()
            group.cancelAll()
        }
    }
}
