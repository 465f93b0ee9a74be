import Monitor
import Probes
import Results
import Transport

/// Probes and results for tests.
enum Sample {
    /// A probe of a local target.
    static func probe(
        _ name: String,
        target: String = "local",
        every: Duration = .seconds(10),
        sla: Budgets = Budgets()
    ) throws -> ConfiguredProbe {
        let target = Target(name: target, url: try WebSocketURL("ws://127.0.0.1:8000/ws"))
        var plan = ProbePlan(name: name, target: target, contract: .agentRun)
        plan.sla = sla
        return ConfiguredProbe(plan: plan, every: every)
    }

    /// A passed run that began at 2026-01-31T12:00:00Z and took a third of a second.
    static func result(_ probe: String = "golden-path", target: String = "local", attempt: Int = 1) -> ProbeResult {
        var generator = Fixed()
        var result = ProbeResult(
            id: ULID(at: noon, using: &generator),
            probe: probe,
            target: target,
            contract: "agent-run",
            kind: .journey,
            user: nil,
            cycle: ULID(at: noon, using: &generator),
            attempt: attempt,
            startedAt: noon,
            sla: Budgets()
        )
        result.duration = .milliseconds(331)
        return result
    }

    /// A run that failed by `finding` alone.
    static func failed(_ finding: Finding, probe: String = "golden-path") -> ProbeResult {
        var result = result(probe)
        result.verdict = .fail
        result.findings = [finding]
        result.failure = Failure(finding)
        return result
    }

    /// A run of the same user with this verdict and nothing said about why.
    static func result(_ probe: String = "golden-path", verdict: Verdict) -> ProbeResult {
        var result = result(probe)
        result.verdict = verdict
        return result
    }

    static let noon = WallTime(milliseconds: 1_769_860_800_000)

    private struct Fixed: RandomNumberGenerator {
        mutating func next() -> UInt64 { 0x0123_4567_89AB_CDEF }
    }
}
