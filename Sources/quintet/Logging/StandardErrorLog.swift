import FoundationEssentials
import Glibc
import Logging

/// Writes log lines to standard error: `2026-01-31T12:00:00.000Z info users read again file=users.yaml users=2`, or
/// the same as JSON.
struct StandardErrorLog: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    let format: LogFormat

    init(logLevel: Logger.Level, format: LogFormat) {
        self.logLevel = logLevel
        self.format = format
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let time = Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let text =
            switch format {
            case .text: Self.text(time, event, all)
            case .json: Self.json(time, event, all)
            }
        // One write a line, so that lines of several threads do not mix. Nobody could be told that it failed.
        let bytes = Array("\(text)\n".utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    private static func text(
        _ time: String,
        _ event: LogEvent,
        _ metadata: [(key: String, value: Logger.MetadataValue)]
    ) -> String {
        let pairs = metadata.map { key, value in
            let shown = value.description
            let needsQuotes = shown.isEmpty || shown.contains { $0.isWhitespace || $0 == "\"" }
            return " \(key)=\(needsQuotes ? shown.debugDescription : shown)"
        }
        return "\(time) \(event.level.rawValue) \(event.message)\(pairs.joined())"
    }

    private static func json(
        _ time: String,
        _ event: LogEvent,
        _ metadata: [(key: String, value: Logger.MetadataValue)]
    ) -> String {
        var members = ["time": time, "level": event.level.rawValue, "message": event.message.description]
        for (key, value) in metadata { members[members[key] == nil ? key : "meta_\(key)"] = value.description }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts alone are encoded here, and those always can be.
        guard let data = try? encoder.encode(members) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }
}
