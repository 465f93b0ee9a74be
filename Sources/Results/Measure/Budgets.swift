/// How long the steps of a run may take. Only `total` has a default; exceeding one is a finding and ends nothing,
/// except for `stall`, which ends the run.
public struct Budgets: Sendable, Equatable {
    /// From the start of the connect phase.
    public var connect: Duration?
    /// From the start of the welcome phase.
    public var welcome: Duration?
    /// From the request to the first event of the contract.
    public var firstEvent: Duration?
    /// From one event of the contract to the next.
    public var gap: Duration?
    /// From the request to the terminal event.
    public var total: Duration?
    /// Silence of contract events after which a run counts as stalled; nil: the deadline.
    public var stall: Duration?
    /// From the request to the first event of that name.
    public var events: [String: Duration]

    /// Budgets; what is not given is unlimited, but for `total`.
    public init(
        connect: Duration? = nil,
        welcome: Duration? = nil,
        firstEvent: Duration? = nil,
        gap: Duration? = nil,
        total: Duration? = .seconds(5),
        stall: Duration? = nil,
        events: [String: Duration] = [:]
    ) {
        self.connect = connect
        self.welcome = welcome
        self.firstEvent = firstEvent
        self.gap = gap
        self.total = total
        self.stall = stall
        self.events = events
    }

    /// The budgets in force by the names that results and metrics call them; those of single events by the event.
    public var byStep: [(step: String, budget: Duration)] {
        let fixed: [(String, Duration?)] = [
            ("connect", connect), ("welcome", welcome), ("first_event", firstEvent), ("gap", gap), ("total", total),
            ("stall", stall),
        ]
        let named = fixed.compactMap { name, budget in budget.map { (step: name, budget: $0) } }
        return named + events.sorted { $0.key < $1.key }.map { (step: $0.key, budget: $0.value) }
    }
}

extension Budgets: Codable {
    private enum Key: String, CodingKey {
        case connect, welcome, gap, total, stall, events
        case firstEvent = "first_event"
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        func duration(_ key: Key) throws -> Duration? {
            try values.decodeIfPresent(Seconds.self, forKey: key)?.duration
        }
        self.init(
            connect: try duration(.connect),
            welcome: try duration(.welcome),
            firstEvent: try duration(.firstEvent),
            gap: try duration(.gap),
            total: try duration(.total),
            stall: try duration(.stall),
            events: try values.decodeIfPresent([String: Seconds].self, forKey: .events)?.mapValues(\.duration) ?? [:]
        )
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encodeIfPresent(connect.map(Seconds.init), forKey: .connect)
        try values.encodeIfPresent(welcome.map(Seconds.init), forKey: .welcome)
        try values.encodeIfPresent(firstEvent.map(Seconds.init), forKey: .firstEvent)
        try values.encodeIfPresent(gap.map(Seconds.init), forKey: .gap)
        try values.encodeIfPresent(total.map(Seconds.init), forKey: .total)
        try values.encodeIfPresent(stall.map(Seconds.init), forKey: .stall)
        if !events.isEmpty { try values.encode(events.mapValues(Seconds.init), forKey: .events) }
    }
}
