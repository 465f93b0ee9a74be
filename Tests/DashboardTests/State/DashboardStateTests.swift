import Results
import TestSupport
import Testing
import Transport

@testable import Dashboard

@Suite struct DashboardStateTests {
    private let start = Sample.start

    private func opened(isFailing: Bool = true) throws -> DashboardState {
        var state = DashboardState(address: "http://m", width: 80, height: 24, now: start)
        _ = state.take(.news(.status(try Sample.status(isFailing: isFailing))), at: start)
        return state
    }

    private func press(_ keys: String, _ state: inout DashboardState) -> [Effect] {
        keys.unicodeScalars.flatMap { state.take(.key(.character($0)), at: start) }
    }

    @Test("problems stand first, and o sorts by something else each time")
    func order() throws {
        var state = try opened()
        #expect(state.listed.map(\.name) == ["golden-path", "checkout", "new", "日本-search"])
        _ = press("o", &state)
        #expect(state.listed.map(\.name) == ["checkout", "golden-path", "new", "日本-search"])
        _ = press("o", &state)
        #expect(state.listed.map(\.name) == ["日本-search", "checkout", "golden-path", "new"])
        _ = press("o", &state)
        #expect(state.listed.map(\.name) == ["golden-path", "checkout", "日本-search", "new"])
        _ = press("o", &state)
        #expect(state.order == .problems)
    }

    @Test("what is chosen stays chosen when the order changes, and opens")
    func choice() throws {
        var state = try opened()
        _ = press("jj", &state)
        #expect(state.selected?.name == "new")
        _ = press("o", &state)
        #expect(state.selected?.name == "new")
        _ = press("g", &state)
        let effects = state.take(.key(.enter), at: start)
        #expect(effects == [.ask(.detail(probe: "checkout")), .ask(.results(probe: "checkout"))])
        #expect(state.screens == [.overview, .probe("checkout")])
    }

    @Test("from a probe to its run and back to the overview")
    func way() throws {
        var state = try opened()
        _ = press("l", &state)
        let results = try (0..<5).map { try Sample.result($0, isFailing: true) }
        _ = state.take(.news(.results(probe: "golden-path", results)), at: start)
        #expect(press("jl", &state) == [.ask(.run(id: results[1].id.description))])
        #expect(state.screen == .run(results[1].id.description))
        _ = press("h", &state)
        #expect(state.screen == .probe("golden-path"))
        _ = state.take(.key(.escape), at: start)
        #expect(state.screen == .overview)
    }

    @Test("the filter takes every key until Enter or Esc, and lets through what has every word")
    func filter() throws {
        var state = try opened()
        #expect(press("/local q", &state) == [])
        #expect(state.listed.isEmpty)
        _ = state.take(.key(.backspace), at: start)
        #expect(state.listed.map(\.name) == ["golden-path", "new"])
        _ = state.take(.key(.enter), at: start)
        #expect(press("q", &state) == [.quit])
        _ = state.take(.key(.escape), at: start)
        #expect(state.filter == "" && state.listed.count == 4)
    }

    @Test("a filter that somebody holds a key down in stays short")
    func longFilter() throws {
        var state = try opened()
        _ = press("/" + String(repeating: "x", count: 10_000), &state)
        #expect(state.filter.count == DashboardState.mostFilter)
    }

    @Test("p freezes what is shown while what comes is kept, and shows it afterwards")
    func freeze() throws {
        var state = try opened(isFailing: false)
        _ = press("p", &state)
        _ = state.take(.news(.status(try Sample.status(isFailing: true))), at: start.advanced(by: .seconds(3)))
        #expect(state.listed.allSatisfy { $0.state != .down })
        _ = press("p", &state)
        #expect(state.listed.first?.state == .down)
    }

    @Test("r asks for a run of what is looked at")
    func runNow() throws {
        var state = try opened()
        #expect(press("jr", &state) == [.ask(.runNow(probe: "checkout"))])
        #expect(press("?r", &state) == [])
    }

    @Test("a result changes its probe's line, and asks for new percentiles where it is open, at most once a second")
    func result() throws {
        var state = try opened(isFailing: false)
        _ = press("jl", &state)
        #expect(state.screen == .probe("checkout"))
        var result = try Sample.result(0, isFailing: true)
        result.probe = "checkout"
        let later = start.advanced(by: .seconds(2))
        #expect(state.take(.news(.result(result)), at: later) == [.ask(.detail(probe: "checkout"))])
        #expect(state.take(.news(.result(result)), at: later) == [])
        let probe = try #require(state.live.probe("checkout"))
        #expect(probe.verdict == "fail" && probe.state == .up && probe.failure?.class == "missing_event")
        #expect(probe.nextRun == result.startedAt.advanced(by: .seconds(15)))
        #expect(probe.recent?.count == 13)
        #expect(state.live.results == [result])
    }

    @Test("what is shown is stale once the monitor is lost or silent, and fresh again with its next word")
    func staleness() throws {
        var state = try opened()
        #expect(state.link.staleness(at: start.advanced(by: .seconds(20))) == nil)
        #expect(state.link.staleness(at: start.advanced(by: .seconds(21))) == .seconds(21))
        _ = state.take(.news(.lost("refused")), at: start.advanced(by: .seconds(2)))
        #expect(state.link.staleness(at: start.advanced(by: .seconds(3))) == .seconds(3))
        _ = state.take(.news(.heard), at: start.advanced(by: .seconds(5)))
        #expect(state.link.staleness(at: start.advanced(by: .seconds(6))) == nil)
    }

    @Test("ages are told by the monitor's clock")
    func clock() throws {
        let state = try opened()
        let time = state.live.time(at: start.advanced(by: .seconds(7)))
        #expect(time?.description == "2026-01-31T12:00:10.000Z")
    }

    @Test("the status is asked for again every ten seconds, and not while nobody answers")
    func refresh() throws {
        var state = try opened()
        #expect(state.take(.tick, at: start.advanced(by: .seconds(9))) == [])
        #expect(state.take(.tick, at: start.advanced(by: .seconds(10))) == [.ask(.status)])
        #expect(state.take(.tick, at: start.advanced(by: .seconds(11))) == [])
        _ = state.take(.news(.lost("refused")), at: start.advanced(by: .seconds(12)))
        #expect(state.take(.tick, at: start.advanced(by: .seconds(30))) == [])
    }

    @Test("alerts that are over leave the board, new ones join it")
    func alerts() throws {
        var state = try opened()
        _ = press("a", &state)
        _ = state.take(.news(.alerts(try Sample.alerts())), at: start)
        var alert = try Sample.alerts().alerts[0]
        alert.state = "resolved"
        _ = state.take(.news(.alert(alert)), at: start)
        #expect(state.listedAlerts.map(\.name) == ["slow"])
        alert.state = "firing"
        _ = state.take(.news(.alert(alert)), at: start)
        #expect(state.listedAlerts.map(\.name) == ["golden-path-broken", "slow"])
    }

    @Test("a monitor that tells of probes without end is kept in part")
    func bounds() throws {
        var state = try opened()
        let probe = try #require(state.live.status?.probes.first)
        for index in 0..<100 {
            var other = probe
            other.name = "probe-\(index)"
            _ = state.take(.news(.probe(other)), at: start)
            if index == 20 { state.live.status?.probes = Array(repeating: probe, count: Snapshot.mostProbes - 3) }
        }
        #expect(state.live.status?.probes.count == Snapshot.mostProbes)
    }
}
