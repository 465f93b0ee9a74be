import Logging

/// Hands every line to a test at the moment at which it is logged.
struct LogFeed: LogHandler {
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]
    let take: @Sendable (LogEvent) -> Void

    /// A logger whose lines `take` is given.
    static func logger(_ take: @escaping @Sendable (LogEvent) -> Void) -> Logger {
        Logger(label: "test") { _ in LogFeed(take: take) }
    }

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { take(event) }
}
