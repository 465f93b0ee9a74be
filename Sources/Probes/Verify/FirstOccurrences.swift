internal import Results

/// Remembers when each event of the contract first came, and says what came before what it had to wait for (rule 1).
struct FirstOccurrences: Sendable {
    /// An event that came too early.
    struct TooEarly: Equatable {
        let event: Int
        /// What it should have come after.
        let after: Int
        let at: Duration
        /// How much later that came.
        let lead: Duration
    }

    private struct Occurrence: Sendable {
        let order: Int
        let at: Duration
    }

    private var first: [Occurrence?]
    private var count = 0
    private let plans: [EventPlan]

    init(_ plans: [EventPlan]) {
        self.plans = plans
        first = Array(repeating: nil, count: plans.count)
    }

    /// Notes an event; whether it is the first of its name.
    mutating func note(_ event: Int, at: Duration) -> Bool {
        guard first[event] == nil else { return false }
        first[event] = Occurrence(order: count, at: at)
        count += 1
        return true
    }

    func contains(_ event: Int) -> Bool { first[event] != nil }

    /// One finding an event: where several should have come before it, the first of them in the contract is named.
    var tooEarly: [TooEarly] {
        first.indices.compactMap { event in
            guard let own = first[event] else { return nil }
            for before in nearest(before: event) {
                guard let other = first[before], other.order > own.order else { continue }
                return TooEarly(event: event, after: before, at: own.at, lead: other.at - own.at)
            }
            return nil
        }
    }

    /// The events that came and that `event` has to come after, in the order of the contract; those that never came
    /// hand on their own.
    private func nearest(before event: Int) -> [Int] {
        let direct = plans[event].after
        if direct.allSatisfy({ first[$0] != nil }) { return direct.sorted() }
        var found: Set<Int> = []
        var open = direct
        var seen: Set<Int> = []
        while let next = open.popLast() {
            guard seen.insert(next).inserted else { continue }
            if first[next] == nil { open += plans[next].after } else { found.insert(next) }
        }
        return found.sorted()
    }
}
