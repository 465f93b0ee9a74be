import Logging
import Metrics
import Monitor
import Results
import ServiceLifecycle
import TestSupport
import Testing

@Suite("The scheduler", .timeLimit(.minutes(2)))
struct SchedulerTests {
    private let clock = ManualClock()
    private let stage = Stage()
    private let registry = MetricsRegistry()
    private let meter: ScheduleMeter
    private let scheduler: Scheduler<ManualClock>

    init() {
        let meter = ScheduleMeter(registry)
        meter.prepare(["a", "b"])
        self.meter = meter
        let stage = stage
        scheduler = Scheduler(
            clock: clock,
            mostRuns: 10,
            drain: .seconds(8),
            meter: meter,
            run: { await stage.run($0, $1, $2) },
            deliver: { stage.deliver($0) }
        )
    }

    /// Returns once no run goes on: what was handed on may be a moment before its run has ended.
    private func allEnded() async throws {
        while scheduler.runs > 0 {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    private func skips(_ probe: String, _ reason: String) -> String {
        let start = "quintet_runs_skipped_total{probe=\"\(probe)\",reason=\"\(reason)\"} "
        return registry.exposition(.text004).split(separator: "\n").first { $0.hasPrefix(start) }
            .map { String($0.dropFirst(start.count)) } ?? "none"
    }

    @Test("a probe runs at once and then at its rate; results are handed on in order")
    func rate() async throws {
        scheduler.replace(with: [try Sample.probe("a")])
        async let done: Void = scheduler.run()
        for round in 1...5 {
            try await stage.until { $0.started == round && $0.held == 1 }
            #expect(scheduler.isRunning)
            stage.letGo("a")
            try await allEnded()
            try await clock.sleepers(1)
            clock.advance(by: .seconds(10))
        }
        try await stage.until { $0.held == 1 }
        scheduler.stop()
        stage.letGo("a")
        await done
        #expect(!scheduler.isRunning)
        #expect(stage.started == Array(repeating: "a", count: 6))
        #expect(stage.delivered.map(\.verdict) == Array(repeating: .pass, count: 6))
        #expect(skips("a", "overrun") == "0")
    }

    @Test("a probe that is asked for runs at once, and never twice at a time")
    func start() async throws {
        #expect(scheduler.start("a") == .stopped)
        scheduler.replace(with: [try Sample.probe("a")])
        async let done: Void = scheduler.run()
        try await stage.until { $0.held == 1 }
        #expect(scheduler.start("a") == .busy)
        #expect(scheduler.isRunning("a"))
        #expect(scheduler.start("b") == .unknown)
        stage.letGo("a")
        try await stage.until { $0.delivered == 1 }
        try await clock.sleepers(1)
        while scheduler.isRunning("a") { await Task.yield() }
        #expect(scheduler.untilNext(of: "a") == .seconds(10))
        guard case .started = scheduler.start("a") else {
            Issue.record("it is not running")
            return
        }
        try await stage.until { $0.held == 1 }
        #expect(stage.started == ["a", "a"])
        scheduler.stop()
        #expect(scheduler.start("a") == .stopped)
        stage.letGo("a")
        await done
    }

    @Test("a run longer than its period is not joined by a second one, and the overrun is counted")
    func overrun() async throws {
        scheduler.replace(with: [try Sample.probe("a")])
        async let done: Void = scheduler.run()
        try await stage.until { $0.held == 1 }
        for _ in 1...2 {
            try await clock.sleepers(1)
            clock.advance(by: .seconds(10))
        }
        try await clock.sleepers(1)
        #expect(stage.started == ["a"])
        #expect(skips("a", "overrun") == "2")
        stage.letGo("a")
        try await allEnded()
        clock.advance(by: .seconds(10))
        try await stage.until { $0.started == 2 }
        scheduler.stop()
        stage.letGo("a")
        await done
    }

    @Test("probes do not wait for each other")
    func independence() async throws {
        scheduler.replace(with: [try Sample.probe("a"), try Sample.probe("b")])
        async let done: Void = scheduler.run()
        try await stage.until { $0.held == 1 }
        while stage.started.count < 2 { try await clock.advanceToDeadline() }
        try await stage.until { $0.held == 2 }
        #expect(Set(stage.started) == ["a", "b"])
        scheduler.stop()
        stage.letGo("a")
        stage.letGo("b")
        await done
    }

    @Test("stopping starts nothing more and waits for the runs that are under way")
    func drain() async throws {
        scheduler.replace(with: [try Sample.probe("a")])
        async let done: Void = scheduler.run()
        try await stage.until { $0.held == 1 }
        try await clock.sleepers(1)
        scheduler.stop()
        #expect(!scheduler.isRunning)
        try await clock.sleepers(1)
        clock.advance(by: .seconds(7.9))
        stage.letGo("a")
        await done
        #expect(stage.delivered.map(\.verdict) == [.pass])
    }

    @Test("a run that outlasts the drain is cancelled and inconclusive, never a failure")
    func drainIsOver() async throws {
        scheduler.replace(with: [try Sample.probe("a", every: .seconds(60))])
        async let done: Void = scheduler.run()
        try await stage.until { $0.held == 1 }
        try await clock.sleepers(1)
        scheduler.stop()
        let end = clock.now.advanced(by: .seconds(8))
        try await clock.until { $0 == [end] }
        clock.advance(by: .seconds(8))
        await done
        #expect(stage.delivered.map(\.verdict) == [.inconclusive])
    }

    @Test("a graceful shutdown is a stop")
    func gracefulShutdown() async throws {
        scheduler.replace(with: [try Sample.probe("a")])
        let group = ServiceGroup(services: [scheduler], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        async let done: Void = group.run()
        try await stage.until { $0.held == 1 }
        await group.triggerGracefulShutdown()
        while scheduler.isRunning { await Task.yield() }
        stage.letGo("a")
        try await done
        #expect(stage.delivered.map(\.verdict) == [.pass])
    }

    @Test("cancellation cancels the runs as well, and their results are still handed on")
    func cancellation() async throws {
        scheduler.replace(with: [try Sample.probe("a")])
        let scheduler = scheduler
        let task = Task { await scheduler.run() }
        try await stage.until { $0.held == 1 }
        task.cancel()
        await task.value
        #expect(stage.delivered.map(\.verdict) == [.inconclusive])
    }

    @Test("cancellation in the middle of the drain ends it, whatever is left of its time")
    func drainIsCut() async throws {
        scheduler.replace(with: [try Sample.probe("a", every: .seconds(60))])
        let scheduler = scheduler
        let task = Task { await scheduler.run() }
        try await stage.until { $0.held == 1 }
        try await clock.sleepers(1)
        scheduler.stop()
        let end = clock.now.advanced(by: .seconds(8))
        try await clock.until { $0 == [end] }
        task.cancel()
        await task.value
        #expect(clock.now < end)
        #expect(stage.delivered.map(\.verdict) == [.inconclusive])
    }

    @Test("probes that come with a reload are started while the scheduler sleeps; those that go are not run again")
    func reload() async throws {
        async let done: Void = scheduler.run()
        scheduler.replace(with: [try Sample.probe("a")])
        try await stage.until { $0.held == 1 }
        stage.letGo("a")
        try await stage.until { $0.delivered == 1 }
        scheduler.replace(with: [try Sample.probe("b")])
        while stage.started.count < 2 { try await clock.advanceToDeadline() }
        try await stage.until { $0.held == 1 }
        #expect(stage.started == ["a", "b"])
        scheduler.stop()
        stage.letGo("b")
        await done
    }

    @Test("lateness of a start is measured")
    func lag() async throws {
        scheduler.replace(with: [try Sample.probe("a")])
        async let done: Void = scheduler.run()
        try await stage.until { $0.held == 1 }
        stage.letGo("a")
        try await allEnded()
        try await clock.sleepers(1)
        clock.advance(by: .seconds(10.3))
        try await stage.until { $0.held == 1 }
        scheduler.stop()
        stage.letGo("a")
        await done
        let text = registry.exposition(.text004)
        #expect(text.contains("quintet_schedule_lag_seconds_bucket{le=\"0.25\"} 1\n"))
        #expect(text.contains("quintet_schedule_lag_seconds_bucket{le=\"0.5\"} 2\n"))
    }
}
