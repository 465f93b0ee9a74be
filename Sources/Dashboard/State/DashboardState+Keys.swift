import Results
import Transport

extension DashboardState {
    mutating func press(_ key: Key, at now: Instant) -> [Effect] {
        switch key {
        case .control("c"): return [.quit]
        case .control("z"): return [.suspend]
        case .control("l"): return [.redraw]
        default: break
        }
        if isEditingFilter {
            edit(key)
            return []
        }
        if let steps = steps(of: key) {
            move(by: steps)
            return []
        }
        return command(key, at: now)
    }

    private mutating func edit(_ key: Key) {
        switch key {
        case .character(let scalar):
            if filter.unicodeScalars.count < Self.mostFilter { filter.unicodeScalars.append(scalar) }
        case .backspace:
            if filter.isEmpty { isEditingFilter = false } else { filter.removeLast() }
        case .control("u"): filter = ""
        case .enter: isEditingFilter = false
        case .escape:
            filter = ""
            isEditingFilter = false
        case .up: move(by: -1)
        case .down: move(by: 1)
        default: break
        }
    }

    /// How far a key moves; nil when it does not.
    private func steps(of key: Key) -> Int? {
        let page = max(1, height - 6)
        switch key {
        case .up, .character("k"): return -1
        case .down, .character("j"): return 1
        case .pageUp, .control("b"): return -page
        case .pageDown, .control("f"), .character(" "): return page
        case .control("u"): return -page / 2
        case .control("d"): return page / 2
        case .home, .character("g"): return -Self.farAway
        case .end, .character("G"): return Self.farAway
        default: return nil
        }
    }

    private static let farAway = 1_000_000

    private mutating func command(_ key: Key, at now: Instant) -> [Effect] {
        switch key {
        case .character("q"): return [.quit]
        case .character("?"), .function(1): return open(.help)
        case .character("a"): return open(.alerts)
        case .tab: return screen == .alerts ? back() : open(.alerts)
        case .enter, .right, .character("l"): return openSelected()
        case .escape, .left, .backspace, .character("h"): return back()
        case .character("/"):
            screens = [.overview]
            isEditingFilter = true
        case .character("o"):
            order = order.next
            say("sorted by \(order.rawValue)", at: now)
        case .character("p"):
            let staleness = link.staleness(at: now)
            frozen = frozen == nil ? Frozen(snapshot: live, at: now, staleness: staleness) : nil
        case .character("r"): return runNow(at: now)
        default: break
        }
        return []
    }

    private mutating func runNow(at now: Instant) -> [Effect] {
        let name: String? =
            switch screen {
            case .overview: selected?.name
            case .probe(let name): name
            case .run: shown.run?.result.probe
            case .alerts, .help: nil
            }
        guard let name else { return [] }
        say("asked for a run of \(name)", at: now)
        return [.ask(.runNow(probe: name))]
    }

    private mutating func open(_ next: Screen) -> [Effect] {
        if screen == next { return back() }
        screens.removeAll { $0 == next }
        screens.append(next)
        scroll = 0
        switch next {
        case .overview, .help: return []
        case .alerts: return [.ask(.alerts)]
        case .probe(let name):
            (live.detail, live.results, selectedRun) = (nil, [], nil)
            frozen?.snapshot.detail = nil
            frozen?.snapshot.results = []
            return [.ask(.detail(probe: name)), .ask(.results(probe: name))]
        case .run(let id):
            live.run = nil
            frozen?.snapshot.run = nil
            return [.ask(.run(id: id))]
        }
    }

    private mutating func back() -> [Effect] {
        scroll = 0
        if screens.count > 1 {
            screens.removeLast()
        } else if !filter.isEmpty {
            filter = ""
        }
        return []
    }

    private mutating func openSelected() -> [Effect] {
        switch screen {
        case .overview:
            guard let probe = selected else { return [] }
            selectedProbe = probe.name
            return open(.probe(probe.name))
        case .probe:
            let results = shown.results
            guard let result = results.first(where: { $0.id.description == selectedRun }) ?? results.first else {
                return []
            }
            return open(.run(result.id.description))
        case .alerts:
            let alerts = listedAlerts
            guard alerts.indices.contains(selectedAlert), let id = alerts[selectedAlert].result else { return [] }
            return open(.run(id))
        case .run, .help:
            return []
        }
    }

    private mutating func move(by steps: Int) {
        switch screen {
        case .overview:
            let names = listed.map(\.name)
            guard !names.isEmpty else { return }
            let place = names.firstIndex { $0 == selectedProbe } ?? 0
            selectedProbe = names[max(0, min(names.count - 1, place + steps))]
        case .probe:
            let ids = shown.results.map(\.id.description)
            guard !ids.isEmpty else { return }
            let place = ids.firstIndex { $0 == selectedRun } ?? 0
            selectedRun = ids[max(0, min(ids.count - 1, place + steps))]
        case .alerts:
            selectedAlert = max(0, min(listedAlerts.count - 1, selectedAlert + steps))
        case .run, .help:
            scroll = max(0, min(scrollLimit, scroll + steps))
        }
    }

    /// The probe that the cursor is on: the first one when nothing was chosen, or what was chosen has gone.
    var selected: ProbeStatus? {
        let listed = listed
        return listed.first { $0.name == selectedProbe } ?? listed.first
    }

    /// The alerts in the order in which they are shown: firing, then pending, then the rest; the newest first.
    var listedAlerts: [AlertBoard.Alert] {
        func rank(_ alert: AlertBoard.Alert) -> Int { ["firing": 0, "pending": 1][alert.state] ?? 2 }
        return (shown.alerts?.alerts ?? []).sorted { one, other in
            if rank(one) != rank(other) { return rank(one) < rank(other) }
            let (left, right) = (one.since?.milliseconds ?? 0, other.since?.milliseconds ?? 0)
            return left == right ? one.name < other.name : left > right
        }
    }
}
