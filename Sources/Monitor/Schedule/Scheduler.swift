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
    public typealias Run = @Sendable (_ plan: ProbePlan, _ cycle: ULID, _ attempt: Int) async -> [FinishedRun]
    /// Takes an attempt; it is called before the next run of the same probe starts.
    public typealias Deliver = @Sendable (_ attempt: CycleAttempt) -> Void
    /// The state of a probe, as far as it is known.
    public typealias Known = @Sendable (_ probe: String) -> ProbeState

    private struct Wish {
        let probe: ConfiguredProbe
        let cycle: ULID
    }

    private struct State {
        var timetable: Timetable
        var probes: [String: ConfiguredProbe] = [:]
        /// Runs that were asked for beside the timetable.
        var wishes: [Wish] = []
        /// Those who wait to confirm something, by their probes.
        var confirming: [String: Bell] = [:]
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
    private let known: Known

    /// - Parameters:
    ///   - mostRuns: how many runs go on at once; one that is due beyond is skipped and counted.
    ///   - drain: how long runs that are under way may go on after `stop()` before they are cancelled.
    ///   - known: asked at the start of a run that may have to be confirmed.
    public init(
        clock: C,
        mostRuns: Int = 1_000,
        drain: Duration = .seconds(8),
        meter: ScheduleMeter,
        known: @escaping Known = { _ in .unknown },
        run: @escaping Run,
        deliver: @escaping Deliver
    ) {
        state = Mutex(State(timetable: Timetable(mostRuns: mostRuns)))
        self.clock = clock
        self.drain = drain
        self.meter = meter
        runProbe = run
        self.deliver = deliver
        self.known = known
    }

    /// Whether runs are being started.
    public var isRunning: Bool { state.withLock { $0.isRunning && !$0.isStopping } }

    /// How many runs go on, those included whose results are being handed on.
    package var runs: Int { state.withLock { $0.timetable.runs } }

    /// Schedules these probes instead of those before. Runs that are under way end as they began.
    public func replace(with probes: [ConfiguredProbe]) {
        let entries = probes.map { Timetable.Entry(name: $0.plan.name, period: $0.every) }
        let byName = Dictionary(probes.map { ($0.plan.name, $0) }, uniquingKeysWith: { first, _ in first })
        state.withLock { state in
            state.timetable.replace(with: entries, at: clock.now)
            state.probes = byName
        }
        bell.ring()
    }

    /// Starts no more runs; `run()` returns once those under way have ended, at the latest after the drain.
    public func stop() {
        let waiting = state.withLock { state in
            state.isStopping = true
            // What has not begun does not begin, and keeps nobody waiting.
            for wish in state.wishes { state.timetable.finished(wish.probe.plan.name) }
            state.wishes = []
            return Array(state.confirming.values)
        }
        for confirming in waiting { confirming.ring() }
        bell.ring()
    }

    /// Runs a probe now, beside its timetable. A slot that comes due meanwhile is skipped and counted.
    public func start(_ name: String) -> StartAnswer {
        let cycle = ULID()
        let answer = state.withLock { state -> StartAnswer in
            guard state.isRunning, !state.isStopping else { return .stopped }
            guard let probe = state.probes[name] else { return .unknown }
            guard state.timetable.claim(name) else { return .busy }
            state.wishes.append(Wish(probe: probe, cycle: cycle))
            return .started(cycle: cycle)
        }
        bell.ring()
        return answer
    }

    /// Whether a run of that probe goes on, or is about to be confirmed.
    public func isRunning(_ name: String) -> Bool { state.withLock { $0.timetable.isRunning(name) } }

    /// How long it is until the next slot of that probe; nil where it has none.
    public func untilNext(of name: String) -> Duration? {
        let now = clock.now
        return state.withLock { $0.timetable.next(of: name) }.map { max(.zero, now.duration(to: $0)) }
    }

    /// Runs until `stop()`, a graceful shutdown, or cancellation, which cancels the runs too.
    public func run() async {
        state.withLock { $0.isRunning = true }
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                while let wake = startDueRuns(in: &group) { await bell.wait(until: wake.instant, by: clock) }
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
        let due = state.withLock { state -> (answer: Timetable.Answer, probes: [ConfiguredProbe?], wishes: [Wish])? in
            guard !state.isStopping, !Task.isCancelled else { return nil }
            defer { state.wishes = [] }
            let answer = state.timetable.look(at: now)
            return (answer, answer.starts.map { state.probes[$0.name] }, state.wishes)
        }
        guard let due else { return nil }
        for wish in due.wishes {
            group.addTask { await self.perform(wish.probe, cycle: wish.cycle) }
        }
        for skip in due.answer.skips { meter.skipped(skip.name, skip.reason, count: skip.count) }
        for (start, probe) in zip(due.answer.starts, due.probes) {
            guard let probe else { continue }
            meter.started(lag: start.lag)
            group.addTask { await self.perform(probe, cycle: ULID()) }
        }
        return Wake(instant: due.answer.wake)
    }

    private func perform(_ probe: ConfiguredProbe, cycle: ULID) async {
        let plan = probe.plan
        var confirmation = Confirmation(probe.confirm, state: known(plan.name))
        var attempt = 1
        attempts: while true {
            let runs = await runProbe(plan, cycle, attempt)
            switch confirmation.take(runs.map(\.result)) {
            case .decided:
                deliver(CycleAttempt(runs))
                break attempts
            case .again(let after):
                deliver(CycleAttempt(runs, isDecisive: false))
                attempt += 1
                // What cannot be confirmed any more changes nothing.
                guard await waitToConfirm(plan.name, for: after) else { break attempts }
            }
        }
        let isStopping = state.withLock { state in
            state.timetable.finished(plan.name)
            return state.isStopping
        }
        if isStopping { bell.ring() }
    }

    /// Waits until the next attempt; false where none is to be made, because the time of starting is over.
    private func waitToConfirm(_ name: String, for after: Duration) async -> Bool {
        let confirming = Bell()
        let end = clock.now.advanced(by: after)
        let isOver = { Task.isCancelled || self.state.withLock { $0.isStopping } }
        state.withLock { $0.confirming[name] = confirming }
        while !isOver(), clock.now < end { await confirming.wait(until: end, by: clock) }
        state.withLock { $0.confirming[name] = nil }
        return !isOver()
    }

    private func letRunsEnd() async {
        let end = clock.now.advanced(by: drain)
        while !Task.isCancelled, clock.now < end, state.withLock({ $0.timetable.runs > 0 }) {
            await bell.wait(until: end, by: clock)
        }
    }
}
