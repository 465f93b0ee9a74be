/// The words of a contract, made ready for reading frames: what each name on the wire means, and which fields matter.
///
/// A class, because every frame refers to it.
final class Vocabulary: Sendable {
    /// What a name on the wire stands for.
    enum Role: Sendable, Equatable {
        /// An event, by its number in the contract.
        case event(Int)
        case failure
        case fallback
        case end

        var isEvent: Bool {
            switch self {
            case .event: true
            case .failure, .fallback, .end: false
            }
        }
    }

    struct Word: Sendable, Equatable {
        /// The name that the contract gives it; for an alias, that of the event.
        let name: String
        let role: Role
    }

    let fields: FieldBook
    let common: CommonFields
    /// Which slots identify a run and who is at work in it.
    let identities: Set<Int16>
    private let words: [Word]
    private let table: NameTable

    /// - Parameters:
    ///   - words: what means something, each by its own name.
    ///   - aliases: other names of events.
    ///   - fields: the fields that the contract asks for.
    init(words: [Word], aliases: [String: String], fields: FieldBook) {
        var table = NameTable()
        for (number, word) in words.enumerated() { table.add(word.name, number) }
        for (alias, name) in aliases {
            if let number = words.firstIndex(where: { $0.name == name }) { table.add(alias, number) }
        }
        var fields = fields
        let common = CommonFields { fields.add($0) }
        self.words = words
        self.table = table
        self.fields = fields
        self.common = common
        identities = Set(
            [common.run, common.thread, common.user, common.event, common.agent, common.tool].flatMap(\.slots)
        )
    }

    /// The word that these bytes spell.
    func word(_ bytes: UnsafeRawBufferPointer) -> Word? { table.number(of: bytes).map { words[$0] } }
}

extension Vocabulary: Equatable {
    /// Whether both read every frame alike.
    static func == (left: Vocabulary, right: Vocabulary) -> Bool {
        left === right || (left.words == right.words && left.table == right.table && left.fields == right.fields)
    }
}
