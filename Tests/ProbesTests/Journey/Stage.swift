import Configuration
import EventServer
import Probes
import Results
import Testing
import Transport

/// An event server and an engine to probe it with.
struct Stage {
    let server: EventServer
    let engine: ProbeEngine

    init(_ faults: String..., lag: LagWatch = .none) async throws {
        engine = ProbeEngine { _ in lag }
        server = try await EventServer.started(
            EventServerConfiguration(users: [
                Account(email: "probe-1@example.com", password: "correct horse 1"),
                Account(email: "probe-2@example.com", password: "correct horse 2"),
            ])
        )
        try server.faults.set(faults)
    }

    /// A plan for a healthy run as the first user, changed by `change`.
    func plan(_ change: (inout ProbePlan) -> Void = { _ in }) throws -> ProbePlan {
        var target = Target(name: "local", url: try WebSocketURL(server.url))
        target.carrier = .header
        target.tokens = .login(url: (target.url.httpOrigin ?? "") + "/auth/login")
        target.users = [ProbeUser(email: "probe-1@example.com", password: Secret("correct horse 1"))]
        var plan = ProbePlan(name: "golden-path", target: target, contract: .agentRun)
        // Far beyond whatever a machine under load makes of a run: no time is up by accident.
        plan.timeout = .seconds(600)
        plan.sla = Budgets(total: nil)
        change(&plan)
        return plan
    }

    func run(_ plan: ProbePlan) async throws -> ProbeResult {
        try #require(await engine.runner.run(plan, cycle: ULID(), attempt: 1).first)
    }

    func end() async {
        await engine.shutDown()
        await server.stop()
    }
}

extension ProbeResult {
    /// What was found but for what is made of time: a machine under load holds events back as a server may.
    var firmFindings: [Finding] { findings.filter { !$0.isMadeOfTime } }
}
