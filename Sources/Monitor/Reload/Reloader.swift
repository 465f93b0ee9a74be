import Configuration
import Logging

/// Loads the configuration anew, one attempt at a time; one that is wrong changes nothing.
actor Reloader {
    private let load: (@Sendable () throws(ConfigurationError) -> MonitorConfiguration)?
    private let apply: @Sendable (MonitorConfiguration) -> Void
    private let refuse: @Sendable (ConfigurationError) -> Void
    private let logger: Logger

    /// - Parameters:
    ///   - load: reads the configuration; nil where there is no file.
    ///   - apply: puts it in force.
    ///   - refuse: told that it is wrong.
    init(
        load: (@Sendable () throws(ConfigurationError) -> MonitorConfiguration)?,
        apply: @escaping @Sendable (MonitorConfiguration) -> Void,
        refuse: @escaping @Sendable (ConfigurationError) -> Void,
        logger: Logger
    ) {
        self.load = load
        self.apply = apply
        self.refuse = refuse
        self.logger = logger
    }

    /// Loads it now; `cause` says for the log who asked.
    func reload(because cause: String) -> ReloadOutcome {
        guard let load else {
            logger.notice("nothing to reload: this monitor was started with --url", metadata: ["cause": "\(cause)"])
            return .noFile
        }
        do {
            apply(try load())
            logger.notice("configuration reloaded", metadata: ["cause": "\(cause)"])
            return .loaded
        } catch {
            refuse(error)
            logger.error("configuration refused, the one before stays in force", metadata: ["cause": "\(cause)"])
            for problem in error.problems { logger.error("\(problem)") }
            return .refused(error)
        }
    }
}
