import Probes
import Synchronization
import Testing
import Transport

@testable import Monitor

@Suite("The lateness of tasks")
struct PoolLagTests {
    /// A clock that a test moves.
    private final class Clock: Sendable {
        private let time = Mutex(Instant.now)

        var now: Instant { time.withLock { $0 } }

        func pass(_ duration: Duration) { time.withLock { $0 = $0.advanced(by: duration) } }
    }

    private let clock = Clock()
    private let pool: PoolLag

    init() {
        let clock = clock
        pool = PoolLag { clock.now }
    }

    @Test("a task that goes on at once is not late")
    func inTime() async {
        let start = clock.now
        pool.call()
        pool.stop()
        await pool.run()
        #expect(pool.worst(since: start) == nil)
    }

    @Test("a task that goes on late is late by so much, for those who ask from before it on")
    func late() async {
        let start = clock.now
        pool.call()
        clock.pass(.milliseconds(150))
        let seen = clock.now
        pool.stop()
        await pool.run()
        clock.pass(.seconds(1))
        #expect(pool.worst(since: start) == Lateness(by: .milliseconds(150), seenAt: seen))
        #expect(pool.worst(since: seen.advanced(by: .nanoseconds(1))) == nil)
    }

    @Test("a task that has not gone on yet is late already, since it was first called")
    func waiting() {
        let start = clock.now
        pool.call()
        clock.pass(.milliseconds(100))
        pool.call()
        clock.pass(.milliseconds(50))
        #expect(pool.worst(since: start) == Lateness(by: .milliseconds(150), seenAt: clock.now))
    }

    @Test("after its end nobody waits")
    func ended() async {
        let start = clock.now
        pool.stop()
        await pool.run()
        pool.call()
        clock.pass(.seconds(1))
        #expect(pool.worst(since: start) == nil)
    }
}
