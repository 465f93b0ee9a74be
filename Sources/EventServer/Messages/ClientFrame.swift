import FoundationEssentials

/// The members of a client's message that mean something here; whatever has another type than it should is absent.
struct ClientFrame: Decodable {
    struct Body {
        let texts: [String: String]

        subscript(_ names: String...) -> String? {
            names.lazy.compactMap { texts[$0] }.first { !$0.isEmpty }
        }
    }

    /// Under these names stands what the server reads.
    private static let names: Set<String> = [
        "type", "event", "content", "message", "text", "user_request", "task", "run_id", "thread_id", "agent_name",
        "last_event_id",
    ]

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    let top: Body
    let payload: Body?

    /// The message itself where it has no payload.
    var body: Body { payload ?? top }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        top = Self.body(of: container)
        let nested = ["payload", "data"].lazy.compactMap { name in
            // Something else than an object under that name is no payload.
            try? container.nestedContainer(keyedBy: Key.self, forKey: Key(stringValue: name))
        }.first
        payload = nested.map(Self.body)
    }

    private static func body(of container: KeyedDecodingContainer<Key>) -> Body {
        var texts: [String: String] = [:]
        for key in container.allKeys where names.contains(key.stringValue) {
            // A number or an object where text belongs says nothing that could be answered.
            texts[key.stringValue] = try? container.decode(String.self, forKey: key)
        }
        return Body(texts: texts)
    }
}
