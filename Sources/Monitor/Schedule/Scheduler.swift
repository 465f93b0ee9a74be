import Metrics
public import Probes
public import Results
public import ServiceLifecycle
import Synchronization
public import Transport

/// Starts the runs of all probes when they are due, and hands on what they found.
///
/// It decides nothing: the timetable does. A run's closure is trusted to end by the run's deadline.
public final class Scheduler<C: Clock & Sendable>: Service where C.Instant == Instant {
    /// Runs a probe once. It ends early with an inconclusive result when its task is cancelled.
    public typealias Run = @Sendable (_ plan: ProbePlan, _ cycle: ULID, _ attempt: Int) async -> [ProbeResult]
    /// Takes the results of one cycle; it is called before the next run of the same probe starts.
    public typealias Deliver = @Sendable (_ results: [ProbeResult]) -> Void

    private struct State {
        var timetable: Timetable
        var plans: [String: ProbePlan] = [:]
        var isRunning = false
        var isStopping = false
    }

    private let state: Mutex<State>
    private let bell = Bell()
    private let clock: C
    private let drain: Duration
    private let meter: ScheduleMeter
    private let runProbe: Run
    private let deliver: Deliver

    /// - Parameters:
    ///   - mostRuns: how many runs go on at once; one that is due beyond is skipped and counted.
    ///   - drain: how long runs that are under way may go on after `stop()` before they are cancelled.
    public init(
        clock: C,
        mostRuns: Int = 1_000,
        drain: Duration = .seconds(8),
        meter: ScheduleMeter,
        run: @escaping Run,
        deliver: @escaping Deliver
    ) {
        state = Mutex(State(timetable: Timetable(mostRuns: mostRuns)))
        self.clock = clock
        self.drain = drain
        self.meter = meter
        runProbe = run
        self.deliver = deliver
    }

    /// Whether runs are being started.
    public var isRunning: Bool { state.withLock { $0.isRunning && !$0.isStopping } }

    /// How many runs go on, those included whose results are being handed on.
    package var runs: Int { state.withLock { $0.timetable.runs } }

    /// Schedules these probes instead of those before. Runs that are under way end as they began.
    public func replace(with probes: [ConfiguredProbe]) {
        let entries = probes.map { Timetable.Entry(name: $0.plan.name, period: $0.every) }
        let plans = Dictionary(probes.map { ($0.plan.name, $0.plan) }, uniquingKeysWith: { first, _ in first })
        state.withLock { state in
            state.timetable.replace(with: entries, at: clock.now)
            state.plans = plans
        }
        bell.ring()
    }

    /// Starts no more runs; `run()` returns once those under way have ended, at the latest after the drain.
    public func stop() {
        state.withLock { $0.isStopping = true }
        bell.ring()
    }

    /// Runs until `stop()`, a graceful shutdown, or cancellation, which cancels the runs too.
    public func run() async {
        state.withLock { $0.isRunning = true }
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                while let wake = startDueRuns(in: &group) { await pause(until: wake.instant) }
                await letRunsEnd()
                group.cancelAll()
            }
        } onGracefulShutdown: {
            self.stop()
        }
        state.withLock { $0.isRunning = false }
    }

    /// When to look again; no instant when nothing is scheduled.
    private struct Wake {
        let instant: Instant?
    }

    /// Starts what is due; nil when the time of starting is over.
    private func startDueRuns(in group: inout DiscardingTaskGroup) -> Wake? {
        let now = clock.now
        let due = state.withLock { state -> (answer: Timetable.Answer, plans: [ProbePlan?])? in
            guard !state.isStopping, !Task.isCancelled else { return nil }
            let answer = state.timetable.look(at: now)
            return (answer, answer.starts.map { state.plans[$0.name] })
        }
        guard let due else { return nil }
        for skip in due.answer.skips { meter.skipped(skip.name, skip.reason, count: skip.count) }
        for (start, plan) in zip(due.answer.starts, due.plans) {
            guard let plan else { continue }
            meter.started(lag: start.lag)
            group.addTask { await self.perform(plan) }
        }
        return Wake(instant: due.answer.wake)
    }

    private func perform(_ plan: ProbePlan) async {
        deliver(await runProbe(plan, ULID(), 1))
        let isStopping = state.withLock { state in
            state.timetable.finished(plan.name)
            return state.isStopping
        }
        if isStopping { bell.ring() }
    }

    private func letRunsEnd() async {
        let end = clock.now.advanced(by: drain)
        while !Task.isCancelled, clock.now < end, state.withLock({ $0.timetable.runs > 0 }) {
            await pause(until: end)
        }
    }

    /// Returns at `wake`, or as soon as the bell rings, or when the task is cancelled.
    private func pause(until wake: Instant?) async {
        guard let wake else {
            await bell.wait()
            return
        }
        await withTaskGroup { group in
            // Cancellation is all that a sleep can fail with, and then it is not needed any more.
            group.addTask { try? await self.clock.sleep(until: wake, tolerance: .zero) }
            group.addTask { await self.bell.wait() }
            await group.next()
            group.cancelAll()
        }
    }
}
