public import Configuration
public import Transport

/// Everything that an event server is told at start.
///
/// ```swift
/// let server = try await EventServer.started(
///     EventServerConfiguration(users: [Account(email: "a@example.com", password: "one")])
/// )
/// ```
public struct EventServerConfiguration: Sendable {
    /// By default any free port of 127.0.0.1.
    public var listen: ListenAddress
    /// What is allowed here: logins without a password are for development.
    public var environment: ServerEnvironment
    /// Accounts besides those of the file.
    public var users: [Account]
    /// Read again when it changes.
    public var usersFile: String?
    /// How tokens are made and checked.
    public var jwt: JWTSettings
    /// Who answers requests.
    public var agent: AgentSettings
    /// Where credentials may stand.
    public var carriers: Set<CredentialCarrier>
    /// Allowed values of Origin; empty: no check.
    public var origins: [String]
    /// What is taken before the server says no.
    public var limits: ServerLimits
    /// How long a server has nothing to say before it says that it is there.
    public var heartbeat: Duration
    /// What is kept for users that reconnect.
    public var replay: ReplaySettings
    /// How long runs may go on after the server was told to stop.
    public var drain: Duration
    /// The faults in force from the start.
    public var faults: [FaultRule]
    /// Whether `/faults` answers, on loopback.
    public var hasFaultsAPI: Bool
    /// Whether `/echo` returns every message, without login.
    public var hasEcho: Bool
    /// Whether the server was started to be tried out: turns the development login on, on loopback.
    public var isDemo: Bool
    /// Turns `/auth/e2e/test-auth` on, outside production.
    public var testLoginKey: Secret?
    /// Told in `quintet_build_info`.
    public var version: String

    /// A server for production, with these users.
    public init(listen: ListenAddress = .anyLoopbackPort, users: [Account] = [], version: String = "dev") {
        self.listen = listen
        self.environment = .production
        self.users = users
        self.usersFile = nil
        self.jwt = JWTSettings()
        self.agent = AgentSettings()
        self.carriers = Set(CredentialCarrier.allCases)
        self.origins = []
        self.limits = ServerLimits()
        self.heartbeat = .seconds(25)
        self.replay = ReplaySettings()
        self.drain = .seconds(10)
        self.faults = []
        self.hasFaultsAPI = false
        self.hasEcho = false
        self.isDemo = false
        self.testLoginKey = nil
        self.version = version
    }
}
