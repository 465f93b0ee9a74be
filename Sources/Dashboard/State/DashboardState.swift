import Results
import Transport

/// Everything the dashboard knows and shows. Pure: what happens comes in with its time, what is to be done goes out.
struct DashboardState: Equatable, Sendable {
    /// A picture that stands still, and when it was taken.
    struct Frozen: Equatable, Sendable {
        var snapshot: Snapshot
        var at: Instant
        var staleness: Duration?
    }

    /// Something to be read for a while.
    struct Notice: Equatable, Sendable {
        var text: String
        var until: Instant
    }

    static let mostFilter = 64
    /// What the stream does not tell is asked for so often.
    private static let refresh = Duration.seconds(10)
    private static let noticeTime = Duration.seconds(5)

    /// The monitor's address, as the user gave it.
    let address: String
    var width: Int
    var height: Int
    var link: Link
    /// What is known, whether it is shown or not.
    var live = Snapshot()
    var frozen: Frozen?
    /// The screens that were opened, the one that is seen last; never empty.
    var screens: [Screen] = [.overview]
    var filter = ""
    var isEditingFilter = false
    var order = SortOrder.problems
    var selectedProbe: String?
    var selectedRun: String?
    var selectedAlert = 0
    /// The first line that is seen of a screen that is read, not chosen from.
    var scroll = 0
    /// What the view says of it: how far can be scrolled at most.
    var scrollLimit = 0
    var notice: Notice?
    private var refreshed: Instant
    private var detailAsked: Instant

    init(address: String, width: Int, height: Int, now: Instant) {
        self.address = address
        self.width = width
        self.height = height
        link = Link(began: now)
        refreshed = now
        detailAsked = now
    }

    var screen: Screen { screens.last ?? .overview }

    /// What is shown: what is known now, or what was known when the picture was frozen.
    var shown: Snapshot { frozen?.snapshot ?? live }

    /// The moment that what is shown is of.
    func moment(_ now: Instant) -> Instant { frozen?.at ?? now }

    /// The probes of the overview, in order.
    var listed: [ProbeStatus] { ProbeList.of(shown.status?.probes ?? [], filter: filter, order: order) }

    /// Takes what happened at `now`; what is to be done, in order.
    mutating func take(_ input: DashboardInput, at now: Instant) -> [Effect] {
        switch input {
        case .key(let key):
            return press(key, at: now)
        case .news(let news):
            return take(news, at: now)
        case .resized(let width, let height):
            guard (width, height) != (self.width, self.height) else { return [] }
            (self.width, self.height) = (width, height)
            return [.redraw]
        case .tick:
            return tick(at: now)
        }
    }

    mutating func say(_ text: String, at now: Instant) {
        notice = Notice(text: text, until: now.advanced(by: Self.noticeTime))
    }

    private mutating func tick(at now: Instant) -> [Effect] {
        if let notice, notice.until <= now { self.notice = nil }
        guard link.loss == nil, refreshed.duration(to: now) >= Self.refresh else { return [] }
        refreshed = now
        return [.ask(.status)] + (screens.contains(.alerts) ? [.ask(.alerts)] : [])
    }

    private mutating func take(_ news: News, at now: Instant) -> [Effect] {
        if case .lost(let why) = news {
            link.lost(why)
            return []
        }
        if case .refused(let why) = news {
            say(why, at: now)
            return []
        }
        link.heard(at: now)
        switch news {
        case .heard, .lost, .refused: return []
        case .status(let status): keep(status, at: now)
        case .probe(let probe): live.replace(probe)
        case .alert(let alert): live.replace(alert)
        case .alerts(let board):
            live.alerts = board
            // What was opened after the picture was frozen was not in it.
            if frozen?.snapshot.alerts == nil { frozen?.snapshot.alerts = board }
        case .detail(let detail):
            guard isOpen(detail.name) else { return [] }
            live.detail = detail
            if frozen?.snapshot.detail == nil { frozen?.snapshot.detail = detail }
        case .results(let probe, let results):
            guard isOpen(probe) else { return [] }
            live.results = Array(results.prefix(Snapshot.mostResults))
            if frozen?.snapshot.results.isEmpty == true { frozen?.snapshot.results = live.results }
        case .run(let result, let transcript):
            if screens.contains(.run(result.id.description)) {
                live.run = Snapshot.OpenRun(result: result, transcript: transcript)
                // Who opened it wants to see it, also when the rest stands still.
                frozen?.snapshot.run = live.run
            }
        case .running(let probe): say("\(probe) runs now", at: now)
        case .result(let result):
            live.add(result)
            guard isOpen(result.probe) else { return [] }
            if !live.results.contains(where: { $0.id == result.id }) {
                live.results = Array(([result] + live.results).prefix(Snapshot.mostResults))
            }
            // Percentiles over the kept results are the monitor's to tell; not more often than they can be read.
            guard detailAsked.duration(to: now) >= .seconds(1) else { return [] }
            detailAsked = now
            return [.ask(.detail(probe: result.probe))]
        }
        return []
    }

    private mutating func keep(_ status: MonitorStatus, at now: Instant) {
        var status = status
        status.probes = Array(status.probes.prefix(Snapshot.mostProbes))
        live.status = status
        if let time = status.time { live.clock = Snapshot.Clock(time: time, at: now) }
    }

    private func isOpen(_ probe: String) -> Bool { screens.contains(.probe(probe)) }
}
