import Metrics
import NIOCore
import NIOEmbedded
import Probes
import Synchronization
import Testing
import Transport

@testable import Monitor

@Suite("The lateness of an event loop")
struct LoopLagTests {
    /// A loop whose time and whose clock a test moves apart.
    private final class Bench: Sendable {
        let loop = NIOAsyncTestingEventLoop()
        private let time = Mutex(Instant.now)

        var now: Instant { time.withLock { $0 } }

        /// Lets the loop come to its work `late` after `duration` has gone by.
        func pass(_ duration: Duration, late: Duration = .zero) async {
            time.withLock { $0 = $0.advanced(by: duration + late) }
            await loop.advanceTime(by: TimeAmount(duration))
        }

        /// Lets time go by in which the loop does nothing.
        func stall(_ duration: Duration) {
            time.withLock { $0 = $0.advanced(by: duration) }
        }
    }

    private let bench = Bench()
    private let registry = MetricsRegistry()

    private func timer(every wait: Duration) -> LoopTimer {
        let bench = bench
        let histogram = registry.histogram("lag_seconds", help: "Lag.").with()
        return LoopTimer(bench.loop, every: wait, histogram) { bench.now }
    }

    private var count: UInt64 { registry.histogram("lag_seconds", help: "Lag.").with().count }

    @Test("a loop that comes in time is not late")
    func inTime() async {
        let timer = timer(every: .milliseconds(20))
        let start = bench.now
        timer.start()
        for _ in 0..<5 { await bench.pass(.milliseconds(20)) }
        #expect(timer.worst(since: start) == nil)
        #expect(count == 5)
    }

    @Test("a loop that was held up is late by so much, for those who ask from before it on")
    func late() async {
        let timer = timer(every: .milliseconds(20))
        let start = bench.now
        timer.start()
        await bench.pass(.milliseconds(20), late: .milliseconds(150))
        let seen = bench.now
        await bench.pass(.milliseconds(20))
        let after = bench.now
        await bench.pass(.milliseconds(20))
        #expect(timer.worst(since: start) == Lateness(by: .milliseconds(150), seenAt: seen))
        #expect(timer.worst(since: after.advanced(by: .nanoseconds(1))) == nil)
    }

    @Test("a loop that is held up right now is late already")
    func overdue() {
        let timer = timer(every: .milliseconds(20))
        let start = bench.now
        timer.start()
        bench.stall(.milliseconds(500))
        #expect(timer.worst(since: start) == Lateness(by: .milliseconds(480), seenAt: bench.now))
    }

    @Test("looking more closely takes effect at once, and less closely after the next look")
    func closely() async {
        let timer = timer(every: .seconds(1))
        timer.start()
        timer.look(every: .milliseconds(20))
        await bench.pass(.milliseconds(20))
        #expect(count == 1)
        timer.look(every: .seconds(1))
        await bench.pass(.milliseconds(20))
        #expect(count == 2)
        await bench.pass(.milliseconds(980))
        #expect(count == 2)
        await bench.pass(.milliseconds(20))
        #expect(count == 3)
    }

    @Test("a stopped timer leaves nothing on the loop")
    func stopped() async {
        let timer = timer(every: .milliseconds(20))
        timer.start()
        timer.stop()
        await bench.pass(.seconds(1))
        #expect(count == 0)
        #expect(timer.worst(since: bench.now.advanced(by: .seconds(-60))) == nil)
    }

    @Test("the watch that runs are given asks the timer of its loop")
    func watch() async throws {
        let bench = bench
        let lag = LoopLag(registry) { bench.now }
        let watch = lag.watch(bench.loop, limit: .milliseconds(70))
        #expect(watch.limit == .milliseconds(70))
        #expect(watch.worst(bench.now) == nil)
        let value = await lag.watching { 7 }
        #expect(value == 7)
        #expect(registry.exposition(.text004).contains("quintet_event_loop_lag_seconds_count 0\n"))
    }

    @Test("loops are looked at closely while any run is under way, whatever begins and ends at the same time")
    func closelyThroughout() async {
        let bench = bench
        let lag = LoopLag(registry) { bench.now }
        _ = lag.watch(bench.loop, limit: .milliseconds(70))
        #expect(lag.waits == [.seconds(1)])
        let wrong = await withTaskGroup { group in
            for _ in 0..<4 {
                group.addTask {
                    var wrong: [Duration] = []
                    for _ in 0..<20_000 {
                        wrong += await lag.watching { lag.waits }.filter { $0 != .milliseconds(20) }
                    }
                    return wrong
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(wrong == [])
        #expect(lag.waits == [.seconds(1)])
    }

    @Test("a loop that is added while a run is under way is looked at closely from the start")
    func addedLater() async {
        let bench = bench
        let lag = LoopLag(registry) { bench.now }
        let waits = await lag.watching {
            _ = lag.watch(bench.loop, limit: .milliseconds(70))
            return lag.waits
        }
        #expect(waits == [.milliseconds(20)])
    }

    @Test("with a loop that comes in time, tasks that are not continued are late all the same")
    func pool() async {
        let bench = bench
        let lag = LoopLag(registry) { bench.now }
        let watch = lag.watch(bench.loop, limit: .milliseconds(70))
        let start = bench.now
        lag.start()
        await bench.pass(.seconds(1))
        #expect(watch.worst(start) == nil)
        // Nobody runs the task that was called: to the measure as if all threads were busy.
        bench.stall(.milliseconds(150))
        #expect(watch.worst(start) == Lateness(by: .milliseconds(150), seenAt: bench.now))
    }
}
