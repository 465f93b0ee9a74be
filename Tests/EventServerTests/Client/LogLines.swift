import Logging
import Synchronization

/// Everything that is logged, at every level, as text.
final class LogLines: Sendable {
    private struct Handler: LogHandler {
        let lines: LogLines
        var logLevel = Logger.Level.trace
        var metadata = Logger.Metadata()

        init(_ lines: LogLines) { self.lines = lines }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let members = metadata.merging(event.metadata ?? [:]) { $1 }.map { "\($0)=\($1)" }.sorted()
            lines.all.withLock { $0.append("\(event.level) \(event.message) \(members.joined(separator: " "))") }
        }
    }

    private let all = Mutex<[String]>([])

    var logger: Logger {
        Logger(label: "test") { _ in Handler(self) }
    }

    var text: String { all.withLock { $0.joined(separator: "\n") } }
}
