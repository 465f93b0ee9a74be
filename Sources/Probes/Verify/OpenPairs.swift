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

    /// The events that were begun and not completed although they have to be, one a key.
    var leftOpen: [Half] {
        var halves: [Half] = []
        for entry in open {
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
            if isSameKey, open[found].key != key { best = index }
        }
        return best
    }
}
