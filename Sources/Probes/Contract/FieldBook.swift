/// Gives each name of a field its slot: a number by which frames are read, so that no name is compared twice.
struct FieldBook: Sendable, Equatable {
    /// The keys that envelopes are made of; their slots are their places in this list.
    static let structure = ["type", "event", "events", "payload", "data"]
    static let type: Int16 = 0
    static let event: Int16 = 1
    static let events: Int16 = 2
    static let payload: Int16 = 3
    static let data: Int16 = 4

    /// The most names of fields that a contract may ask for: far more than any event has, and few enough for a slot each.
    static let capacity = 1_000

    /// From a key's bytes to its slot.
    private(set) var table = NameTable()
    private var slots: [String: Int16] = [:]
    private var fields: [String: Field] = [:]

    init() {
        for name in Self.structure { _ = slot(of: name) }
    }

    /// The field that contracts call by this name, if frames are read for it.
    func field(_ name: String) -> Field? { fields[name] }

    /// Whether the fields that these ask for are few enough.
    static func holds(_ events: [EventRule], _ asserts: [Assertion]) -> Bool {
        var names = Set(events.flatMap(\.requires))
        names.formUnion(events.compactMap(\.answer))
        names.formUnion(events.compactMap { $0.pairing?.key })
        for assertion in asserts {
            if case .member(let name) = assertion.path.steps.first { names.insert(name) }
        }
        return names.count <= capacity
    }

    /// Has frames read for the field.
    mutating func add(_ family: FieldFamily) -> Field {
        if let field = fields[family.name] { return field }
        let field = Field(name: family.name, slots: family.names.map { slot(of: $0) })
        fields[family.name] = field
        return field
    }

    private mutating func slot(of name: String) -> Int16 {
        if let slot = slots[name] { return slot }
        let slot = Int16(slots.count)
        slots[name] = slot
        table.add(name, Int(slot))
        return slot
    }
}
