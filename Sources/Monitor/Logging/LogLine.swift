import FoundationEssentials
public import Logging
public import Results

/// A log line as text for people or as JSON for collectors. No text of a server can move a cursor or begin a line.
///
/// Facts that come in a mapping of their own (`run`, `state`) say for collectors what the sentence says for people, so
/// the text leaves them out.
public struct LogLine: Sendable {
    private let time: WallTime
    private let level: Logger.Level
    private let message: String
    private let metadata: [(key: String, value: Logger.MetadataValue)]

    /// A line about something that happened at `time`.
    public init(at time: WallTime, level: Logger.Level, message: String, metadata: Logger.Metadata) {
        self.time = time
        self.level = level
        self.message = message
        self.metadata = metadata.sorted { $0.key < $1.key }
    }

    /// `2026-01-31T12:00:00.000Z info users read again file=users.yaml users=2`
    public var text: String {
        var line = "\(time) \(level.rawValue) \(Self.plain(message))"
        for (key, value) in metadata {
            if case .dictionary = value { continue }
            let shown = Self.plain(value.description)
            let needsQuotes = shown.isEmpty || shown.contains { $0.isWhitespace || $0 == "\"" }
            line += " \(key)=" + (needsQuotes ? "\"\(shown.replacing("\"", with: "\\\""))\"" : shown)
        }
        return line
    }

    /// `{"file":"users.yaml","level":"info","message":"users read again","time":"…","users":"2"}`
    public var json: String {
        var members: [String: JSONFact] = [
            "time": .text("\(time)"), "level": .text(level.rawValue), "message": .text(message),
        ]
        for (key, value) in metadata { members[members[key] == nil ? key : "meta_\(key)"] = JSONFact(value) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts, lists and mappings alone are encoded here, and those always can be.
        guard let data = try? encoder.encode(members) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    /// `text` with what would move a cursor or break the line written as an escape.
    private static func plain(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isUnsafe(scalar) {
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .format: true
        case _: false
        }
    }
}

/// A fact of a log line as JSON has it.
private enum JSONFact: Encodable {
    case text(String)
    case list([JSONFact])
    case mapping([String: JSONFact])

    init(_ value: Logger.MetadataValue) {
        switch value {
        case .string(let text): self = .text(text)
        case .stringConvertible(let value): self = .text(value.description)
        case .array(let values): self = .list(values.map(JSONFact.init))
        case .dictionary(let values): self = .mapping(values.mapValues(JSONFact.init))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .list(let facts): try container.encode(facts)
        case .mapping(let facts): try container.encode(facts)
        }
    }
}
