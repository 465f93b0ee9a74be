import Metrics
import Monitor
import Probes
import Results
import Synchronization
import TestSupport
import Testing

@Suite("Confirming a change of state", .timeLimit(.minutes(2)))
struct ConfirmationTests {
    private let clock = ManualClock()

    /// Answers attempts with these verdicts, one after the other, and keeps what was handed on.
    private final class Script: Sendable {
        struct Attempt: Equatable {
            let verdict: Verdict
            let attempt: Int
            let isDecisive: Bool
        }

        private let verdicts: Mutex<[(Verdict, Finding?)]>
        private let cycles = Mutex<Set<ULID>>([])
        let attempts: AsyncStream<Attempt>
        private let feed: AsyncStream<Attempt>.Continuation

        init(_ verdicts: [(Verdict, Finding?)]) {
            self.verdicts = Mutex(verdicts)
            (attempts, feed) = AsyncStream.makeStream()
        }

        var cycleCount: Int { cycles.withLock { $0.count } }

        func run(_ plan: ProbePlan, _ cycle: ULID, _ attempt: Int) -> [FinishedRun] {
            _ = cycles.withLock { $0.insert(cycle) }
            let (verdict, finding) = verdicts.withLock { $0.isEmpty ? (.pass, nil) : $0.removeFirst() }
            var result =
                finding.map { Sample.failed($0, probe: plan.name) } ?? Sample.result(plan.name, verdict: verdict)
            result.attempt = attempt
            return [FinishedRun(result)]
        }

        func deliver(_ attempt: CycleAttempt) {
            for result in attempt.results {
                feed.yield(
                    Attempt(verdict: result.verdict, attempt: result.attempt, isDecisive: attempt.isDecisive)
                )
            }
        }
    }

    /// What one cycle of a probe in `state` with `retries` comes to, as `verdict attempt decides`.
    private func cycle(
        of verdicts: [(Verdict, Finding?)],
        retries: Int,
        state: ProbeState,
        attempts count: Int
    ) async throws -> [String] {
        let script = Script(verdicts)
        let scheduler = Scheduler(
            clock: clock,
            meter: ScheduleMeter(MetricsRegistry()),
            known: { _ in state },
            run: { script.run($0, $1, $2) },
            deliver: { script.deliver($0) }
        )
        var probe = try Sample.probe("a", every: .seconds(60))
        probe.confirm = ConfirmPolicy(retries: retries, after: .seconds(2))
        scheduler.replace(with: [probe])
        async let done: Void = scheduler.run()
        var attempts = script.attempts.makeAsyncIterator()
        var lines: [String] = []
        for number in 1...count {
            let attempt = try #require(await attempts.next())
            lines.append("\(attempt.verdict) \(attempt.attempt)\(attempt.isDecisive ? " decides" : "")")
            guard number < count else { break }
            let end = clock.now.advanced(by: .seconds(2))
            try await clock.until { $0.contains(end) }
            clock.advance(by: .seconds(2))
        }
        #expect(script.cycleCount == 1)
        scheduler.stop()
        await done
        return lines
    }

    @Test("a failure that its confirmation does not find changes nothing; both are of one cycle")
    func unconfirmed() async throws {
        let lines = try await cycle(of: [(.fail, nil), (.pass, nil)], retries: 2, state: .up, attempts: 2)
        #expect(lines == ["fail 1", "pass 2 decides"])
    }

    @Test("a failure that lasts decides with the last attempt")
    func confirmed() async throws {
        let lines = try await cycle(
            of: [(.fail, nil), (.fail, nil), (.fail, nil)],
            retries: 2,
            state: .up,
            attempts: 3
        )
        #expect(lines == ["fail 1", "fail 2", "fail 3 decides"])
    }

    @Test("a recovery is confirmed as well")
    func recovery() async throws {
        let lines = try await cycle(of: [(.pass, nil), (.pass, nil)], retries: 1, state: .down, attempts: 2)
        #expect(lines == ["pass 1", "pass 2 decides"])
    }

    @Test(
        "what changes no state, is the first one, or is a leak, is not made again",
        arguments: [
            (.fail, nil, .down), (.pass, nil, .up), (.pass, nil, .unknown), (.inconclusive, nil, .up),
            (.fail, Finding(.crossUserLeak, detail: "whose"), .up),
        ] as [(Verdict, Finding?, ProbeState)]
    )
    func atOnce(verdict: Verdict, finding: Finding?, state: ProbeState) async throws {
        let lines = try await cycle(of: [(verdict, finding)], retries: 2, state: state, attempts: 1)
        #expect(lines == ["\(verdict) 1 decides"])
    }

    @Test("without retries nothing is confirmed")
    func none() async throws {
        #expect(try await cycle(of: [(.fail, nil)], retries: 0, state: .up, attempts: 1) == ["fail 1 decides"])
    }

    @Test("a shutdown does not wait for a confirmation, and what is not confirmed decides nothing")
    func shutdown() async throws {
        let lines = try await cycle(of: [(.fail, nil)], retries: 1, state: .up, attempts: 1)
        #expect(lines == ["fail 1"])
    }
}
