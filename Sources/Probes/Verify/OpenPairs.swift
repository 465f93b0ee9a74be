internal import Results

/// Keeps the pairs of a run that are not complete (rule 2); bounded.
struct OpenPairs: Sendable {
    /// An event whose other half is missing.
    struct Half: Sendable, Equatable {
        let event: Int
        /// The half that it lacks.
        let partner: Int
        /// What both should share; nil where the event does not say it.
        let key: String?
        let at: Duration
    }

    /// Openers and strays beyond these are not remembered.
    static let capacity = 1_024

    private struct Open: Sendable {
        let opener: Int
        let key: String?
        let execution: String?
        let at: Duration
        /// The server said that it failed: nothing has to complete it any more, and still may.
        var hasFailed = false
    }

    private var open: [Open] = []
    /// Later halves that found no earlier one.
    private(set) var strays: [Half] = []
    private let plans: [EventPlan]

    init(_ plans: [EventPlan]) { self.plans = plans }

    /// Takes an event of the run: completes a pair, begins one, or both.
    mutating func take(_ event: Int, _ frame: EventFrame, at: Duration) {
        let plan = plans[event]
        guard plan.bond != nil || plan.openKey != nil else { return }
        let execution = frame.text(frame.vocabulary.common.execution)
        if let bond = plan.bond {
            let key = frame.text(bond.key)
            if let match = match(bond.opener, key: key, execution: execution) {
                if bond.kind == .closes { open.remove(at: match) }
            } else if strays.count < Self.capacity {
                strays.append(Half(event: event, partner: bond.opener, key: key, at: at))
            }
        }
        if let field = plan.openKey, open.count < Self.capacity {
            open.append(Open(opener: event, key: frame.text(field), execution: execution, at: at))
        }
    }

    /// Takes the failure of a tool: of the open one that it names, without a name of the only one.
    mutating func fail(_ frame: EventFrame) {
        let candidates = open.indices.filter {
            !open[$0].hasFailed && plans[open[$0].opener].openKey?.name == FieldFamily.tool.name
        }
        guard let tool = frame.tool else {
            if candidates.count == 1, let only = candidates.first { open[only].hasFailed = true }
            return
        }
        let execution = frame.text(frame.vocabulary.common.execution)
        guard let opener = candidates.first(where: { open[$0].key == tool }).map({ open[$0].opener }),
            let match = match(opener, key: tool, execution: execution)
        else { return }
        open[match].hasFailed = true
    }

    /// Whether all that is open of this event failed.
    func haveAllFailed(_ opener: Int) -> Bool {
        let entries = open.filter { $0.opener == opener }
        return !entries.isEmpty && entries.allSatisfy(\.hasFailed)
    }

    /// The events that were begun and not completed although they have to be, one a key.
    var leftOpen: [Half] {
        var halves: [Half] = []
        for entry in open where !entry.hasFailed {
            let plan = plans[entry.opener]
            guard !plan.mayStayOpen, let closer = plan.closers.first,
                !halves.contains(where: { $0.event == entry.opener && $0.key == entry.key })
            else { continue }
            halves.append(Half(event: entry.opener, partner: closer, key: entry.key, at: entry.at))
        }
        return halves
    }

    /// The field of the pair whose earlier half `event` is, or whose later half.
    func key(of event: Int) -> String { plans[event].bond?.key.name ?? plans[event].openKey?.name ?? "" }

    /// The open event that belongs to this key: the oldest of the same execution, otherwise the oldest of which
    /// either side does not say which execution it is. A key that either side does not tell fits any.
    private func match(_ opener: Int, key: String?, execution: String?) -> Int? {
        var best: Int?
        for (index, entry) in open.enumerated() where entry.opener == opener {
            let isSameKey = entry.key == key
            guard isSameKey || entry.key == nil || key == nil else { continue }
            if let execution, let other = entry.execution {
                guard execution == other else { continue }
                return index
            }
            guard let found = best else {
                best = index
                continue
            }
            // A second try is completed before the first one, which failed.
            let (isBetter, isWorse) = (isSameKey && open[found].key != key, !isSameKey && open[found].key == key)
            if isBetter || (!isWorse && open[found].hasFailed && !entry.hasFailed) { best = index }
        }
        return best
    }
}
