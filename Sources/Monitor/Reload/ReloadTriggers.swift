import ServiceLifecycle
import Transport
import UnixSignals

/// Has the configuration reloaded on SIGHUP and when its file changes.
struct ReloadTriggers<C: Clock & Sendable>: Service where C.Instant == Instant {
    /// How often the file is looked at.
    private static var interval: Duration { .seconds(2) }

    let reloader: Reloader
    /// The file; nil where there is none.
    let path: String?
    let clock: C

    /// Waits for either until the service is shut down.
    func run() async {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await waitForHangups() }
                if let path { group.addTask { await watch(path) } }
            }
        }
    }

    private func waitForHangups() async {
        // Trapped also where there is no file: SIGHUP would end the process.
        for await _ in await UnixSignalsSequence(trapping: .sighup) { _ = await reloader.reload(because: "SIGHUP") }
    }

    private func watch(_ path: String) async {
        var file = FileWatch(path)
        _ = file.hasChanged(at: clock.now)
        // A sleep fails by cancellation alone, which is the end.
        while (try? await clock.sleep(until: clock.now.advanced(by: Self.interval), tolerance: nil)) != nil {
            if file.hasChanged(at: clock.now) { _ = await reloader.reload(because: "the file changed") }
        }
    }
}
