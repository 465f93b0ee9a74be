import ArgumentParser
import EventServer
import Transport

/// The limits of `serve.yaml` as flags.
struct ServeLimitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Connections of every kind.", valueName: "count"),
        transform: Argument.count(ServerLimits.counts)
    )
    var limitsConnections: Int?

    @Option(
        help: ArgumentHelp("Sockets of one user.", valueName: "count"),
        transform: Argument.count(ServerLimits.counts)
    )
    var limitsConnectionsPerUser: Int?

    @Option(
        help: ArgumentHelp("Wrong passwords for one email, as 10/m.", valueName: "rate"),
        transform: Argument.rate
    )
    var limitsLoginAttempts: Rate?

    @Option(
        help: ArgumentHelp("Runs of one user at a time.", valueName: "count"),
        transform: Argument.count(ServerLimits.counts)
    )
    var limitsRunsPerUser: Int?

    @Option(
        help: ArgumentHelp("Bytes of a client's message, as 5MiB.", valueName: "size"),
        transform: Argument.size(ServerLimits.sizes)
    )
    var limitsMessage: Int?

    @Option(
        help: ArgumentHelp("Bytes of a request's head, as 16KiB.", valueName: "size"),
        transform: Argument.size(ServerLimits.headSizes)
    )
    var limitsHead: Int?

    @Option(
        help: ArgumentHelp("How long a request's head may take.", valueName: "duration"),
        transform: Argument.duration(ServerLimits.times)
    )
    var limitsHeadTime: Duration?

    @Option(
        help: ArgumentHelp("How long an agent may take.", valueName: "duration"),
        transform: Argument.duration(ServerLimits.times)
    )
    var limitsRun: Duration?

    @Option(
        help: ArgumentHelp("How long a client may leave its events unread.", valueName: "duration"),
        transform: Argument.duration(ServerLimits.times)
    )
    var limitsUnread: Duration?

    func apply(to configuration: inout EventServerConfiguration) {
        if let limitsConnections { configuration.limits.connections = limitsConnections }
        if let limitsConnectionsPerUser { configuration.limits.connectionsPerUser = limitsConnectionsPerUser }
        if let limitsLoginAttempts { configuration.limits.loginAttempts = limitsLoginAttempts }
        if let limitsRunsPerUser { configuration.limits.runsPerUser = limitsRunsPerUser }
        if let limitsMessage { configuration.limits.message = limitsMessage }
        if let limitsHead { configuration.limits.head.size = limitsHead }
        if let limitsHeadTime { configuration.limits.head.time = limitsHeadTime }
        if let limitsRun { configuration.limits.run = limitsRun }
        if let limitsUnread { configuration.limits.unread = limitsUnread }
    }
}
