/// Which name servers are asked, and how patiently.
public struct ResolverSettings: Sendable {
    /// `ADDRESS:PORT`; nil asks those of the system.
    public var servers: [String]?
    /// How long the first try waits; each further one waits twice as long.
    public var firstTry: Duration
    /// How often a server is asked before it counts as silent.
    public var tries: Int
    /// Where fixed addresses stand, in the format of hosts(5).
    public var hostsFile: String

    /// Three tries of 2, 4 and 8 seconds, at the servers of the system.
    public init(
        servers: [String]? = nil,
        firstTry: Duration = .seconds(2),
        tries: Int = 3,
        hostsFile: String = "/etc/hosts"
    ) {
        self.servers = servers
        self.firstTry = firstTry
        self.tries = tries
        self.hostsFile = hostsFile
    }
}
