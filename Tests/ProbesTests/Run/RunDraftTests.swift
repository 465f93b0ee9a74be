import Configuration
import Results
import Testing
import Transport

@testable import Probes

@Suite("The draft of a result")
struct RunDraftTests {
    private func draft() throws -> RunDraft {
        let target = Target(name: "local", url: try WebSocketURL("ws://127.0.0.1:1/ws"))
        let plan = ProbePlan(name: "golden-path", target: target, contract: .agentRun)
        return RunDraft(plan, user: nil, cycle: ULID(), attempt: 1, transcriptLimit: 0)
    }

    @Test("a conversation in which nothing was asked, and nothing says why, says nothing of the server")
    func untold() throws {
        let draft = try draft()
        draft.add(Finding(.tlsExpiring, detail: "soon"))
        draft.take(ConversationReport(openedAt: .now))
        let result = draft.finished(.none).result
        #expect(result.verdict == .inconclusive)
        #expect(result.findings.map(\.failureClass) == [.tlsExpiring, .monitorError])
    }

    @Test("what says why nothing was asked stands alone")
    func told() throws {
        let draft = try draft()
        var report = ConversationReport(openedAt: .now)
        report.addBefore(Finding(.welcomeTimeout, detail: "no welcome"))
        draft.take(report)
        let result = draft.finished(.none).result
        #expect(result.verdict == .fail)
        #expect(result.findings.map(\.failureClass) == [.welcomeTimeout])
    }

    @Test("what was listened to between messages is in no duration")
    func duration() throws {
        let draft = try draft()
        var report = ConversationReport(openedAt: draft.start)
        report.runs = [TestRun().report(Emission.golden), TestRun().report(Emission.golden)]
        report.endedAt = draft.start.advanced(by: .milliseconds(900))
        report.lingered = .milliseconds(250)
        draft.take(report)
        let result = draft.finished(.none).result
        #expect(result.duration == .milliseconds(650))
        #expect(result.verdict == .pass)
    }
}
