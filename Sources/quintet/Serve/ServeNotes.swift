import EventServer
import Logging
import Transport

/// What an operator should know at the start, although nothing is wrong.
enum ServeNotes {
    static func tell(_ configuration: EventServerConfiguration, _ logger: Logger) {
        if configuration.jwt.secret == nil {
            logger.notice("no jwt secret is given: a random one is used, and every token ends with this process")
        }
        if configuration.users.isEmpty, configuration.usersFile == nil, configuration.testLoginKey == nil {
            logger.warning("nobody can log in; give --users-file, or --demo to try the server out")
        }
        if configuration.testLoginKey != nil, configuration.environment == .production {
            logger.warning("the key for test logins has no effect in production; add --env development")
        }
        if configuration.hasFaultsAPI, !configuration.listen.isLoopback {
            logger.warning(
                "/faults answers only on a server that listens on loopback",
                metadata: ["listen": "\(configuration.listen)"]
            )
        }
        for fault in configuration.faults { logger.notice("fault in force", metadata: ["fault": "\(fault)"]) }
    }
}
