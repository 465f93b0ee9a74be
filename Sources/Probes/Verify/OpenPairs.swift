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

    /// A pair as the contract has it, with the events' numbers.
    private struct Bond: Sendable {
        let opener: Int
        let pairing: Pairing
    }

    private var open: [Open] = []
    /// Later halves that found no earlier one.
    private(set) var strays: [Half] = []
    /// By the number of each event, the pair whose later half it is.
    private let bonds: [Bond?]
    /// By the number of each event, the field by which its later half is found.
    private let keys: [String?]

    init(_ contract: Contract) {
        let bonds = contract.events.map { rule -> Bond? in
            guard let pairing = rule.pairing,
                let opener = contract.events.firstIndex(where: { $0.name == pairing.opener })
            else { return nil }
            return Bond(opener: opener, pairing: pairing)
        }
        self.bonds = bonds
        keys = contract.events.indices.map { event in
            bonds.lazy.compactMap(\.self).first { $0.opener == event && $0.pairing.bond == .closes }?.pairing.key
        }
    }

    /// Takes an event of the run: completes a pair, begins one, or both.
    mutating func take(_ event: Int, _ frame: EventFrame, at: Duration) {
        let execution = bonds[event] == nil && keys[event] == nil ? nil : frame.text(FieldFamily.execution.name)
        if let bond = bonds[event] {
            let key = frame.text(bond.pairing.key)
            if let match = match(bond.opener, key: key, execution: execution) {
                if bond.pairing.bond == .closes { open.remove(at: match) }
            } else if strays.count < Self.capacity {
                strays.append(Half(event: event, partner: bond.opener, key: key, at: at))
            }
        }
        if let field = keys[event], open.count < Self.capacity {
            open.append(Open(opener: event, key: frame.text(field), execution: execution, at: at))
        }
    }

    /// The events that were begun and not completed although they have to be, one a key.
    var leftOpen: [Half] {
        var halves: [Half] = []
        for entry in open {
            guard let closer = closers(of: entry.opener).first(where: { !(bonds[$0]?.pairing.mayStayOpen ?? true) }),
                !halves.contains(where: { $0.event == entry.opener && $0.key == entry.key })
            else { continue }
            halves.append(Half(event: entry.opener, partner: closer, key: entry.key, at: entry.at))
        }
        return halves
    }

    /// The field of the pair whose earlier half `event` is, or whose later half.
    func key(of event: Int) -> String? { bonds[event]?.pairing.key ?? keys[event] }

    /// The events that complete `opener`.
    func closers(of opener: Int) -> [Int] {
        bonds.indices.filter { bonds[$0]?.opener == opener && bonds[$0]?.pairing.bond == .closes }
    }

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
