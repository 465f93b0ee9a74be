/// The words of a contract, made ready for reading frames: what each name on the wire means, and which fields matter.
struct Vocabulary: Sendable, Equatable {
    /// What a name on the wire stands for.
    enum Role: Sendable, Equatable {
        /// An event, by its number in the contract.
        case event(Int)
        case failure
        case fallback
        case end
    }

    struct Word: Sendable, Equatable {
        /// The name that the contract gives it; for an alias, that of the event.
        let name: String
        let role: Role
    }

    private(set) var words: [Word] = []
    private var wordTable = NameTable()
    private(set) var fieldTable = NameTable()
    private var slots: [String: Int] = [:]
    /// For each family that is asked for, the slots of its names, in their order.
    private(set) var families: [String: [Int]] = [:]

    init(
        events: [EventRule],
        aliases: [String: String],
        failures: [String],
        fallbacks: [String],
        ends: [String],
        asserts: [Assertion]
    ) {
        for (number, event) in events.enumerated() {
            add(Word(name: event.name, role: .event(number)), calling: [event.name])
            for (alias, name) in aliases where name == event.name { wordTable.add(alias, words.count - 1) }
        }
        for name in failures { add(Word(name: name, role: .failure), calling: [name]) }
        for name in fallbacks { add(Word(name: name, role: .fallback), calling: [name]) }
        for name in ends { add(Word(name: name, role: .end), calling: [name]) }
        FieldFamily.always.forEach { addField($0) }
        for event in events {
            event.requires.forEach { addField(.named($0)) }
            (event.pairing?.key).map { addField(.named($0)) }
            event.answer.map { addField(.named($0)) }
        }
        for case .member(let name) in asserts.compactMap(\.path.steps.first) { addField(.named(name)) }
        for name in Self.structure { addSlot(name) }
    }

    /// The word that these bytes spell.
    func word(_ bytes: UnsafeRawBufferPointer) -> Word? { wordTable.number(of: bytes).map { words[$0] } }

    /// The slots of a field's names, in the order in which they are looked for.
    func slots(of field: String) -> [Int]? { families[field] }

    private mutating func add(_ word: Word, calling names: [String]) {
        words.append(word)
        for name in names { wordTable.add(name, words.count - 1) }
    }

    private mutating func addField(_ family: FieldFamily) {
        families[family.name] = family.names.map { addSlot($0) }
    }

    @discardableResult private mutating func addSlot(_ name: String) -> Int {
        if let slot = slots[name] { return slot }
        let slot = slots.count + Self.structure.count
        let number = Self.structure.firstIndex(of: name) ?? slot
        slots[name] = number
        fieldTable.add(name, number)
        return number
    }

    /// The keys that envelopes are made of; their slots are their places in this list.
    static let structure = ["type", "event", "timestamp", "events", "payload", "data"]
    static let type = 0
    static let event = 1
    static let timestamp = 2
    static let events = 3
    static let payload = 4
    static let data = 5
}
