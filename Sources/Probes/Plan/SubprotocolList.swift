import HTTPTypes

/// Subprotocols that are offered: each a token, as names of headers are, and none twice (RFC 6455 §4.1).
public struct SubprotocolList: Sendable, Equatable {
    /// Why one is not taken; reads on after it.
    public enum Refusal: Error, Equatable {
        case name
        case twice
        case tooMany
    }

    /// More than any client offers.
    public static let most = 32

    /// In the order in which they are offered.
    public private(set) var names: [String] = []

    /// Nothing is offered.
    public init() {}

    /// Offers `name` behind the others.
    public mutating func add(_ name: String) throws(Refusal) {
        guard HTTPField.Name(name) != nil else { throw .name }
        guard !names.contains(name) else { throw .twice }
        guard names.count < Self.most else { throw .tooMany }
        names.append(name)
    }
}

extension SubprotocolList.Refusal: CustomStringConvertible {
    /// What is wrong and what would be right.
    public var description: String {
        switch self {
        case .name: "is no name of a subprotocol; want letters, digits, and -, ., _ and their like"
        case .twice: "is offered already; remove it"
        case .tooMany: "is one too many; at most \(SubprotocolList.most) are offered"
        }
    }
}
