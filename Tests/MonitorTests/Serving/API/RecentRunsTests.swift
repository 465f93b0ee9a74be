import Results
import Testing

@testable import Monitor

@Suite("The last cycles")
struct RecentRunsTests {
    private func result(_ verdict: Verdict = .pass, cycle: ULID = ULID()) -> ProbeResult {
        var result = Sample.result(verdict: verdict)
        result.id = ULID()
        result.cycle = cycle
        return result
    }

    @Test("the newest are last, and no more are kept than there is room for")
    func bounded() {
        let recent = RecentRuns(most: 2)
        let results = (1...3).map { _ in result() }
        for result in results { recent.add(result) }
        #expect(recent.of("golden-path") == results.suffix(2).map(RecentRun.init))
        #expect(recent.of("other") == [])
    }

    @Test("what is recalled stands before what came since, once, and of a cycle the run that says most")
    func recalled() {
        let recent = RecentRuns(most: 10)
        let new = result()
        recent.add(new)
        let cycle = ULID()
        let (old, worst) = (result(), result(.fail, cycle: cycle))
        recent.recall("golden-path", [new, result(cycle: cycle), worst, result(.inconclusive, cycle: cycle), old])
        #expect(recent.of("golden-path") == [old, worst, new].map(RecentRun.init))
    }

    @Test("probes that are gone are forgotten")
    func forgotten() {
        let recent = RecentRuns()
        recent.add(result())
        recent.keep(["golden-path"])
        #expect(recent.of("golden-path").count == 1)
        recent.keep(["other"])
        #expect(recent.of("golden-path") == [])
    }
}
