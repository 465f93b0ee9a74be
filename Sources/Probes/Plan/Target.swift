public import Configuration
public import HTTPTypes
public import Transport

/// A server that is watched, and how it is spoken to.
public struct Target: Sendable {
    public var name: String
    public var url: WebSocketURL
    /// Headers of the upgrade besides those of the handshake and the credential.
    public var headers: HTTPFields = [:]
    /// Those of them whose values came from a file or the environment, and are shown nowhere.
    public var secretHeaders: Set<HTTPField.Name> = []
    /// What came from a file or the environment into other texts that are sent, and is shown nowhere either.
    public var secrets: [Secret] = []
    /// What the file says of the URL of the login and of the request, where they refer to a file or the environment; nil
    /// where they do not. For people to see.
    public var writtenLogin: String?
    /// As `writtenLogin`.
    public var writtenRequest: String?
    /// Offered besides that of the token carrier.
    public var subprotocols: [String] = []
    public var requiresSubprotocol = false
    /// Bytes of a message across its fragments.
    public var maxMessage = 5 << 20
    public var addresses = AddressChoice.any
    /// `HOST:PORT` → numeric addresses to use instead of the name's own, as curl's `--resolve`.
    public var pinned: [String: [String]] = [:]
    public var tls = TLSSettings()
    /// How long before a certificate ends it is worth a finding.
    public var warnBeforeExpiry = Duration.seconds(14 * 86_400)
    public var carrier = Carrier.none
    public var tokens = TokenSource.none
    public var tokenLife = TokenLife.time(.seconds(60))
    /// Where a ticket is bought; nil: the origin of `url`, `/websocket/ticket`.
    public var ticketURL: String?
    /// Empty where nobody logs in.
    public var users: [ProbeUser] = []
    public var handshake = HandshakeDialect.auto
    public var request = RequestForm.userMessage
    /// The shape that events must have; nil allows any.
    public var envelope: EnvelopeShape?
    public var health: String?

    /// A target at `url` with everything else at its default.
    public init(name: String, url: WebSocketURL) {
        self.name = name
        self.url = url
    }
}
