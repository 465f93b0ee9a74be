/// The members of a JSON object, in the order in which they were written.
public struct JSONObject: Sendable {
    /// A name and its value.
    public struct Member: Sendable, Equatable {
        /// What stands before the colon.
        public let name: String
        /// What stands behind it.
        public let value: JSONValue

        /// A member.
        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// Everything that was written, a name that came twice included.
    public private(set) var members: [Member]

    /// An object with these members.
    public init(_ members: [Member] = []) { self.members = members }

    /// The value of `name`; of one that was written more than once, the last, as browsers read it.
    public subscript(name: String) -> JSONValue? { members.last { $0.name == name }?.value }

    mutating func append(_ name: String, _ value: JSONValue) { members.append(Member(name, value)) }

    /// The values by name; the last one of a name counts.
    var byName: [String: JSONValue] { Dictionary(members.map { ($0.name, $0.value) }) { $1 } }
}

extension JSONObject: Equatable {
    /// Whether both have the same values by the same names; the order does not matter.
    public static func == (left: JSONObject, right: JSONObject) -> Bool { left.byName == right.byName }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object with the members in the order in which they stand.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        members = elements.map { Member($0.0, $0.1) }
    }
}
