import ServiceLifecycle
import Transport

/// Beats for the stream, and ends it, and the waits for cycles, when the monitor is shut down. Before the first beat it recalls the cycles of before
/// the start.
struct LiveService<C: Clock & Sendable>: Service where C.Instant == Instant {
    let hub: StreamHub
    let waits: CycleWaits
    let clock: C
    /// From one beat to the next.
    let interval: Duration
    let recall: RecallDesk

    /// Beats until the service is shut down.
    func run() async {
        await cancelWhenGracefulShutdown {
            await recall.recall()
            // A sleep fails by cancellation alone, which is the end.
            while (try? await clock.sleep(until: clock.now.advanced(by: interval), tolerance: nil)) != nil {
                hub.beat()
            }
        }
        waits.close()
        hub.close()
    }
}
