import NIOCore
import NIOPosix
import Testing
import Transport

@Suite("The clock of a server", .timeLimit(.minutes(5)))
struct ServerClockTests {
    private let clock = LoopClock(MultiThreadedEventLoopGroup.singleton.next())

    /// Asks for two calls, the later one first, cancels the earlier one or not, and returns what was called and when.
    private func calls(cancelling isCancelled: Bool) async throws -> [(name: String, late: Duration)] {
        let clock = clock
        let done = clock.loop.makePromise(of: Void.self)
        let made = NIOLoopBoundBox.makeBoxSendingValue([(name: String, late: Duration)](), eventLoop: clock.loop)
        try await clock.loop.submit {
            let (early, late) = (clock.now + .milliseconds(5), clock.now + .milliseconds(10))
            _ = clock.call(at: late) {
                made.value.append(("late", late.duration(to: clock.now)))
                done.succeed(())
            }
            let alarm = clock.call(at: early) { made.value.append(("early", early.duration(to: clock.now))) }
            if isCancelled { alarm.cancel() }
        }.get()
        try await done.futureResult.get()
        return try await clock.loop.submit { made.value }.get()
    }

    @Test("calls are made in the order of their times, and none before its time")
    func order() async throws {
        let made = try await calls(cancelling: false)
        #expect(made.map(\.name) == ["early", "late"])
        #expect(made.allSatisfy { $0.late >= .zero })
    }

    @Test("a call that was cancelled is not made")
    func cancelled() async throws {
        #expect(try await calls(cancelling: true).map(\.name) == ["late"])
    }

    @Test("who sleeps is woken when the time has passed")
    func sleep() async throws {
        let start = clock.now
        try await clock.sleep(for: .milliseconds(5))
        #expect(start.duration(to: clock.now) >= .milliseconds(5))
    }

    @Test("a task that is cancelled in its sleep, or was before it, wakes with an error")
    func cancelledSleep() async {
        let asleep = Task { [clock] in try await clock.sleep(for: .seconds(3600)) }
        asleep.cancel()
        await #expect(throws: CancellationError.self) { try await asleep.value }
        let cancelled = Task { [clock] in
            withUnsafeCurrentTask { $0?.cancel() }
            try await clock.sleep(for: .seconds(3600))
        }
        await #expect(throws: CancellationError.self) { try await cancelled.value }
    }

    @Test("thousands sleep and wake or are cancelled, each once")
    func crowd() async {
        let clock = clock
        let right = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<2000 {
                group.addTask {
                    let sleeper = Task { try await clock.sleep(for: .microseconds(number)) }
                    if number % 2 == 0 { sleeper.cancel() }
                    // Cancelled ones may have woken just before.
                    return (try? await sleeper.value) != nil || number % 2 == 0
                }
            }
            return await group.reduce(into: 0) { count, isRight in count += isRight ? 1 : 0 }
        }
        #expect(right == 2000)
    }
}
