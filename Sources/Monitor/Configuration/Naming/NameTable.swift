import Configuration

/// The names that a configuration gives to things of one kind, and the way from a reference to its name.
struct NameTable {
    /// The longest name; it stands in every label, log line and table.
    static let longest = 64

    /// Why a text is no name here; reads on after the text itself.
    enum Refusal: Error, Equatable {
        case character
        case tooLong
        case taken(by: String)
        case unknown(noun: String, nearest: String?, known: [String])
    }

    private let noun: String
    private var owners: [String: String] = [:]
    private var inOrder: [String] = []

    /// A table of names of what is called `noun`: `target`.
    init(of noun: String) {
        self.noun = noun
    }

    /// Whether nothing has a name yet.
    var isEmpty: Bool { owners.isEmpty }

    /// The name that `node` gives, kept from now on; a problem when it is none, or taken.
    mutating func claim(_ node: ConfigNode) -> String? {
        let taken = owners
        let name = node.value("a name") { text throws(Refusal) in
            guard text.utf8.count <= Self.longest else { throw .tooLong }
            guard text.utf8.allSatisfy(Self.isNameByte) else { throw .character }
            if let owner = taken[text] { throw .taken(by: owner) }
            return text
        }
        guard let name else { return nil }
        guard !name.isEmpty else {
            node.report("is empty; want a name")
            return nil
        }
        owners[name] = node.documentPath
        inOrder.append(name)
        return name
    }

    /// The name that `node` refers to; a problem when nothing has it.
    ///
    /// Where there are no names at all, that has been reported, and one problem is enough.
    func refer(_ node: ConfigNode) -> String? {
        guard !owners.isEmpty else { return nil }
        return node.value("the name of a \(noun)") { text throws(Refusal) in
            guard owners[text] == nil else { return text }
            throw .unknown(noun: noun, nearest: NearestName.of(text, among: inOrder), known: inOrder)
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension NameTable.Refusal: CustomStringConvertible {
    /// What is wrong and what would be right.
    var description: String {
        switch self {
        case .character: "has a character that no name has; want letters, digits, ., _ and -"
        case .tooLong: "is too long; want at most \(NameTable.longest) characters"
        case .taken(let owner): "is taken by \(owner); choose another name"
        case .unknown(let noun, let nearest?, _): "there is no such \(noun); did you mean \(nearest)?"
        case .unknown(let noun, nil, let known):
            "there is no such \(noun); want \(known.prefix(8).joined(separator: ", "))\(known.count > 8 ? " …" : "")"
        }
    }
}
