/// A fact of an answer that is there always: null where it is not known.
struct OrNull<Value: Sendable & Equatable & Encodable>: Sendable, Equatable, Encodable {
    let value: Value?

    init(_ value: Value?) { self.value = value }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }
}
