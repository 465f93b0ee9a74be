public import ArgumentParser
public import Logging

/// `--log-level` and `--log-format`, the same for every subcommand. Logs go to standard error.
struct LoggingOptions: ParsableArguments {
    @Option(help: "How much to log.")
    var logLevel = Logger.Level.info

    @Option(help: "How log lines look.")
    var logFormat = LogFormat.text

    /// Has every logger of the program write as these options say; to be called once.
    func start() {
        let (level, format) = (logLevel, logFormat)
        LoggingSystem.bootstrap { _ in StandardErrorLog(logLevel: level, format: format) }
    }
}

/// How a log line looks.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
