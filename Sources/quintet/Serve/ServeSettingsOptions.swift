public import ArgumentParser
import Configuration
public import EventServer

/// The keys of `serve.yaml` as flags, but for its limits.
struct ServeSettingsOptions: ParsableArguments {
    private static let standard = EventServerConfiguration()

    @Option(help: "Where it runs. (default: \(standard.environment.rawValue))")
    var env: ServerEnvironment?

    @Option(help: ArgumentHelp("Who may log in: users.yaml; read again when it changes.", valueName: "file"))
    var usersFile: String?

    @Option(
        help: ArgumentHelp(
            "The key that signs tokens, at least 32 bytes; a random one at each start without.",
            valueName: "file"
        ),
        transform: Argument.tokenSecret
    )
    var jwtSecretFile: Secret?

    @Option(help: ArgumentHelp("The iss of tokens. (default: \(standard.jwt.issuer))", valueName: "name"))
    var jwtIssuer: String?

    @Option(help: ArgumentHelp("The aud of tokens. (default: \(standard.jwt.audience))", valueName: "name"))
    var jwtAudience: String?

    @Option(
        help: ArgumentHelp(
            "How long an access token is good. (default: \(DurationText.format(standard.jwt.lifetime)))",
            valueName: "duration"
        ),
        transform: Argument.duration(JWTSettings.lifetimes)
    )
    var jwtLifetime: Duration?

    @Option(
        help: ArgumentHelp(
            "How long each step of the built-in agent takes. (default: \(DurationText.format(standard.agent.pace)))",
            valueName: "duration"
        ),
        transform: Argument.duration(.zero...(.seconds(60)))
    )
    var agentPace: Duration?

    @Option(
        help: ArgumentHelp(
            "Where credentials may stand, of subprotocol,header,query,ticket. (default: all of them)",
            valueName: "list"
        ),
        transform: Argument.carriers
    )
    var carriers: Set<CredentialCarrier>?

    @Option(
        name: .customLong("origins"),
        parsing: .singleValue,
        help: ArgumentHelp("An allowed Origin; may be repeated. Without any, none is checked.", valueName: "origin")
    )
    var origins: [String] = []

    @Option(
        help: ArgumentHelp(
            "Events that are kept for a user who reconnects. (default: \(standard.replay.events))",
            valueName: "count"
        ),
        transform: Argument.count(1...100_000)
    )
    var replayEvents: Int?

    @Option(
        help: ArgumentHelp(
            "How long a run's events are kept behind its end. (default: \(DurationText.format(standard.replay.time)))",
            valueName: "duration"
        ),
        transform: Argument.duration(.zero...(.seconds(86_400)))
    )
    var replayFor: Duration?

    @Option(
        help: ArgumentHelp(
            "How long runs may go on after SIGTERM. (default: \(DurationText.format(standard.drain)))",
            valueName: "duration"
        ),
        transform: Argument.duration(.zero...(.seconds(3600)))
    )
    var drain: Duration?

    @Option(
        help: ArgumentHelp(
            "How long a server has nothing to say before it sends a heartbeat. (default: \(DurationText.format(standard.heartbeat)))",
            valueName: "duration"
        ),
        transform: Argument.duration(ServerLimits.times)
    )
    var heartbeat: Duration?

    func apply(to configuration: inout EventServerConfiguration) {
        if let env { configuration.environment = env }
        if let usersFile { configuration.usersFile = usersFile }
        if let jwtSecretFile { configuration.jwt.secret = jwtSecretFile }
        if let jwtIssuer { configuration.jwt.issuer = jwtIssuer }
        if let jwtAudience { configuration.jwt.audience = jwtAudience }
        if let jwtLifetime { configuration.jwt.lifetime = jwtLifetime }
        if let agentPace { configuration.agent.pace = agentPace }
        if let carriers { configuration.carriers = carriers }
        if !origins.isEmpty { configuration.origins = origins }
        if let replayEvents { configuration.replay.events = replayEvents }
        if let replayFor { configuration.replay.time = replayFor }
        if let heartbeat { configuration.heartbeat = heartbeat }
        if let drain { configuration.drain = drain }
    }
}

extension ServerEnvironment: ExpressibleByArgument {}
