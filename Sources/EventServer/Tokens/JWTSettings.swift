public import Configuration

/// How tokens are made and what is asked of them.
public struct JWTSettings: Sendable, Equatable {
    /// The fewest bytes that a secret may have (RFC 7518 §3.2: as long as the hash).
    public static let shortestSecret = 32

    /// How long a token may be good: none is taken that is older than a day.
    public static let lifetimes = Duration.seconds(1)...Duration.seconds(24 * 3600)

    /// The key of HS256, at least 32 bytes; nil: a random one at each start.
    public var secret: Secret?
    /// The `iss` of tokens.
    public var issuer: String
    /// What must be among the `aud` of tokens.
    public var audience: String
    /// How long an access token is good.
    public var lifetime: Duration
    /// How long a refresh token is good; no token is older than a day.
    public var refreshLifetime: Duration

    /// The names that deployed servers use, and 15 minutes.
    public init(
        secret: Secret? = nil,
        issuer: String = "netra-auth-service",
        audience: String = "netra-platform",
        lifetime: Duration = .seconds(900),
        refreshLifetime: Duration = .seconds(24 * 3600)
    ) {
        self.secret = secret
        self.issuer = issuer
        self.audience = audience
        self.lifetime = lifetime
        self.refreshLifetime = refreshLifetime
    }
}
