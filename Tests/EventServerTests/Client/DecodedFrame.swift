import FoundationEssentials

/// A client's message as Foundation reads it: the witness of the server's own reader.
struct DecodedFrame: Decodable {
    /// Every value of it, so that nothing in it goes unread.
    indirect enum Value: Decodable {
        case null
        case bool
        case number
        case text(String)
        case list([Value])
        case object([String: Value])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if (try? container.decode(Bool.self)) != nil {
                self = .bool
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if (try? container.decode(Double.self)) != nil {
                self = .number
            } else if let list = try? container.decode([Value].self) {
                self = .list(list)
            } else {
                self = .object(try container.decode([String: Value].self))
            }
        }

        fileprivate var members: [String: Value]? {
            if case .object(let members) = self { members } else { nil }
        }
    }

    let top: [String: String]
    let payload: [String: String]?

    init(from decoder: any Decoder) throws {
        let members = try [String: Value](from: decoder)
        top = Self.texts(members)
        payload = ["payload", "data"].lazy.compactMap { members[$0]?.members }.first.map(Self.texts)
    }

    private static func texts(_ members: [String: Value]) -> [String: String] {
        members.compactMapValues { value in
            if case .text(let text) = value { text } else { nil }
        }
    }
}
