import Results
import Testing
import Transport

@testable import Probes

@Suite("What a journey remembers of the runs before")
struct RememberedTests {
    @Test("a run that drifted is no measure for the next one: that drifts as well")
    func drift() async throws {
        let stage = try await Stage()
        let plan = try stage.plan()
        let subject = ProbeMemory.Subject(probe: plan.name, url: plan.target.url)
        stage.engine.runner.memory.keep(.init(dialect: .auto, envelope: .nested), of: subject)
        let results = [try await stage.run(plan), try await stage.run(plan)]
        await stage.end()
        #expect(results.map { $0.firmFindings.map(\.failureClass) } == [[.envelopeDrift], [.envelopeDrift]])
        #expect(stage.engine.runner.memory.lesson(of: subject) == .init(dialect: .thread, envelope: .nested))
    }

    @Test("a probe that is pointed at another server is not compared with the one before")
    func otherServer() async throws {
        let stage = try await Stage()
        let plan = try stage.plan()
        let other = ProbeMemory.Subject(probe: plan.name, url: try WebSocketURL("ws://127.0.0.1:1/ws"))
        stage.engine.runner.memory.keep(.init(dialect: .auto, envelope: .nested), of: other)
        let result = try await stage.run(plan)
        await stage.end()
        #expect(result.firmFindings == [])
    }
}
