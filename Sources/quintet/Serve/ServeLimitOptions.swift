import ArgumentParser
import Configuration
import EventServer
import Transport

/// The limits of `serve.yaml` as flags.
struct ServeLimitOptions: ParsableArguments {
    private static let standard = ServerLimits()

    @Option(
        help: ArgumentHelp("Connections of every kind. (default: \(standard.connections))", valueName: "count"),
        transform: Argument.count(ServerLimits.counts)
    )
    var limitsConnections: Int?

    @Option(
        help: ArgumentHelp("Sockets of one user. (default: \(standard.connectionsPerUser))", valueName: "count"),
        transform: Argument.count(ServerLimits.counts)
    )
    var limitsConnectionsPerUser: Int?

    @Option(
        help: ArgumentHelp("Wrong passwords for one email. (default: 10/m)", valueName: "rate"),
        transform: Argument.rate
    )
    var limitsLoginAttempts: Rate?

    @Option(
        help: ArgumentHelp("Runs of one user at a time. (default: \(standard.runsPerUser))", valueName: "count"),
        transform: Argument.count(ServerLimits.counts)
    )
    var limitsRunsPerUser: Int?

    @Option(
        help: ArgumentHelp(
            "Bytes of a client's message. (default: \(ByteSizeText.format(standard.message)))",
            valueName: "size"
        ),
        transform: Argument.size(ServerLimits.sizes)
    )
    var limitsMessage: Int?

    @Option(
        help: ArgumentHelp(
            "Bytes of a request's head. (default: \(ByteSizeText.format(standard.head.size)))",
            valueName: "size"
        ),
        transform: Argument.size(ServerLimits.headSizes)
    )
    var limitsHead: Int?

    @Option(
        help: ArgumentHelp(
            "How long a request's head may take. (default: \(DurationText.format(standard.head.time)))",
            valueName: "duration"
        ),
        transform: Argument.duration(ServerLimits.times)
    )
    var limitsHeadTime: Duration?

    @Option(
        help: ArgumentHelp(
            "How long an agent may take. (default: \(DurationText.format(standard.run)))",
            valueName: "duration"
        ),
        transform: Argument.duration(ServerLimits.times)
    )
    var limitsRun: Duration?

    @Option(
        help: ArgumentHelp(
            "How long a client may leave its events unread. (default: \(DurationText.format(standard.unread)))",
            valueName: "duration"
        ),
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
