import Testing
import Transport

@testable import Monitor

@Suite("The timetable of all probes")
struct TimetableTests {
    private let start = Instant.now

    private func at(_ seconds: Double) -> Instant { start.advanced(by: .seconds(seconds)) }

    private func entries(_ names: String..., every: Double = 10) -> [Timetable.Entry] {
        names.map { Timetable.Entry(name: $0, period: .seconds(every)) }
    }

    @Test("without probes there is nothing to wake for")
    func empty() {
        var timetable = Timetable(mostRuns: 10)
        #expect(timetable.look(at: start) == Timetable.Answer())
    }

    @Test("the first probe runs at once, the others follow in their places")
    func first() throws {
        var timetable = Timetable(mostRuns: 10)
        timetable.replace(with: entries("a", "b", "c"), at: start)
        let answer = timetable.look(at: start)
        #expect(answer.starts.count == 1)
        #expect(answer.starts.first?.lag == .zero)
        let wake = try #require(answer.wake)
        #expect(wake > start && wake < at(10))
    }

    @Test("each probe runs once a period, at its own place")
    func fixedRate() throws {
        var timetable = Timetable(mostRuns: 10)
        timetable.replace(with: entries("a", "b", "c"), at: start)
        var runs: [String: [Instant]] = [:]
        var now = start
        while now < at(100) {
            let answer = timetable.look(at: now)
            #expect(answer.skips == [])
            for start in answer.starts {
                runs[start.name, default: []].append(now)
                timetable.finished(start.name)
            }
            now = try #require(answer.wake)
        }
        #expect(runs.count == 3)
        for times in runs.values {
            #expect(times.count == 10)
            for (earlier, later) in zip(times, times.dropFirst()) {
                #expect(earlier.duration(to: later) == .seconds(10))
            }
        }
    }

    @Test("a run that is still going on when its next slot comes is skipped and counted")
    func overrun() {
        var timetable = Timetable(mostRuns: 10)
        timetable.replace(with: entries("a"), at: start)
        #expect(timetable.look(at: at(0)).starts == [Timetable.Start(name: "a", lag: .zero)])
        #expect(
            timetable.look(at: at(10))
                == Timetable.Answer(skips: [Timetable.Skip(name: "a", count: 1, reason: .overrun)], wake: at(20))
        )
        timetable.finished("a")
        #expect(timetable.look(at: at(20)).starts == [Timetable.Start(name: "a", lag: .zero)])
    }

    @Test("runs beyond the bound are skipped and counted")
    func capacity() throws {
        var timetable = Timetable(mostRuns: 1)
        timetable.replace(with: entries("a", "b"), at: start)
        let first = timetable.look(at: start).starts.map(\.name)
        let other = first == ["a"] ? "b" : "a"
        let due = try #require(timetable.next(of: other))
        let second = timetable.look(at: due)
        #expect(second.starts == [])
        #expect(second.skips == [Timetable.Skip(name: other, count: 1, reason: .capacity)])
        #expect(timetable.runs == 1)
    }

    @Test("a machine that wakes after an hour starts few of a thousand probes at once")
    func wakeUp() {
        var timetable = Timetable(mostRuns: 10_000)
        timetable.replace(with: (0..<1_000).map { Timetable.Entry(name: "p\($0)", period: .seconds(15)) }, at: start)
        let answer = timetable.look(at: at(3_600))
        // Those whose slot was within the second before: a fifteenth.
        #expect((30...110).contains(answer.starts.count), "\(answer.starts.count)")
        #expect(answer.skips.allSatisfy { $0.reason == .late })
        #expect(Set(answer.skips.map(\.name)).count == 1_000)
    }

    @Test("a reload keeps the slots of probes that stay, and drops those that go")
    func reload() throws {
        var timetable = Timetable(mostRuns: 10)
        timetable.replace(with: entries("a", "b"), at: start)
        let kept = try #require(timetable.next(of: "b"))
        timetable.replace(with: entries("b", "c"), at: at(0.001))
        #expect(timetable.next(of: "b") == kept)
        #expect(timetable.next(of: "a") == nil)
        #expect(try #require(timetable.next(of: "c")) < at(10.001))
    }

    @Test("a probe whose run goes on over a reload is still run one at a time")
    func reloadDuringARun() {
        var timetable = Timetable(mostRuns: 10)
        timetable.replace(with: entries("a"), at: start)
        #expect(timetable.look(at: start).starts.map(\.name) == ["a"])
        timetable.replace(with: entries("a", every: 5), at: at(1))
        let answer = timetable.look(at: at(6))
        #expect(answer.starts == [])
        #expect(answer.skips.map(\.reason) == [.overrun])
    }
}
