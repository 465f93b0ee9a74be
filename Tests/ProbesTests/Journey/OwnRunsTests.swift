import Testing

@testable import Probes

@Suite("Runs of one's own")
struct OwnRunsTests {
    private let owner = TokenStore.Owner(target: "local", user: "probe-1")

    private func context(_ runs: OwnRuns, _ owner: TokenStore.Owner) -> RunContext {
        var context = RunContext()
        runs.tell(&context, of: owner)
        return context
    }

    @Test("what was asked and how the server called it is remembered for its user alone")
    func remembers() {
        let runs = OwnRuns()
        runs.begin(["ours-1"], of: owner)
        runs.named("theirs-1", of: owner)
        #expect(context(runs, owner).otherRuns == ["ours-1", "theirs-1"])
        #expect(context(runs, owner).serversRuns == ["theirs-1"])
        #expect(context(runs, TokenStore.Owner(target: "local", user: "probe-2")).otherRuns == [])
    }

    @Test("a server that uses the id that we sent has named nothing")
    func sameID() {
        let runs = OwnRuns()
        runs.begin(["ours-1"], of: owner)
        runs.named("ours-1", of: owner)
        #expect(context(runs, owner).serversRuns == [])
    }

    @Test("the oldest are forgotten")
    func bounded() {
        let runs = OwnRuns()
        for number in 0..<300 { runs.named("run-\(number)", of: owner) }
        let known = context(runs, owner)
        #expect(known.otherRuns.count == 256)
        #expect(known.serversRuns == known.otherRuns)
        #expect(!known.otherRuns.contains("run-43"))
        #expect(known.otherRuns.contains("run-44"))
    }
}
