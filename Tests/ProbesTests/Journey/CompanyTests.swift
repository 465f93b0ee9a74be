import Configuration
import Results
import Testing
import Transport

@testable import Probes

/// Many runs of two users at once: what belongs to one is never seen by the other.
@Suite("Two users at the same time")
struct CompanyTests {
    /// Runs `count` journeys of each user, at most `width` of each under way.
    private func results(_ stage: Stage, count: Int, width: Int) async throws -> [ProbeResult] {
        let plans = try (1...2).map { number in
            try stage.plan {
                $0.name = "user-\(number)"
                $0.linger = .milliseconds(5)
                $0.target.users = [
                    ProbeUser(email: "probe-\(number)@example.com", password: Secret("correct horse \(number)"))
                ]
            }
        }
        return await withTaskGroup(of: [ProbeResult].self) { group in
            for plan in plans {
                for lane in 0..<width {
                    group.addTask {
                        var results: [ProbeResult] = []
                        for _ in stride(from: lane, to: count, by: width) {
                            results += await stage.engine.runner.run(plan, cycle: ULID(), attempt: 1)
                        }
                        return results
                    }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
    }

    @Test("a thousand interleaved runs: nothing foreign is seen by either")
    func nothingForeign() async throws {
        let stage = try await Stage()
        let results = try await results(stage, count: 500, width: 4)
        await stage.end()
        #expect(results.count == 1_000)
        #expect(results.flatMap(\.firmFindings) == [])
    }

    @Test("the same with frames of one user planted in the other's connections: found, told with their evidence")
    func planted() async throws {
        let stage = try await Stage("agent_thinking:leak;user=probe-1@example.com")
        let results = try await results(stage, count: 50, width: 4)
        await stage.end()
        let leaks = results.flatMap(\.findings).filter { $0.failureClass == .crossUserLeak }
        #expect(!leaks.isEmpty)
        #expect(leaks.allSatisfy { $0.leak?.field == "user_id" && $0.severity == .fail })
        let failed = results.filter { !$0.firmFindings.isEmpty }
        #expect(failed.allSatisfy { $0.user == "probe-2" && $0.failure?.failureClass == .crossUserLeak })
        #expect(results.filter { $0.user == "probe-1" }.flatMap(\.firmFindings) == [])
    }
}
