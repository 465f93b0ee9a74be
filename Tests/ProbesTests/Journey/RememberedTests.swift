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

    @Test("a connection that was opened too slowly is told at the time at which it was open")
    func slowConnect() async throws {
        let stage = try await Stage()
        let result = try await stage.run(stage.plan { $0.sla.connect = .nanoseconds(1) })
        await stage.end()
        let at = try #require(result.findings.first { $0.failureClass == .lateEvent }?.at)
        let after = [Phase.welcome, .handshake, .run].compactMap { result.phases[$0] }.reduce(.zero, +)
        #expect(at + after <= result.duration)
    }
}
