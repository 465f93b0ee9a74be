/// What the TLS handshake agreed on and the server's certificate says of itself.
public struct TLSRecord: Sendable, Equatable, Codable {
    /// `TLSv1.3`
    public var version: String
    /// When the earliest certificate of the chain ends.
    public var notAfter: WallTime?
    /// Who signed the server's certificate.
    public var issuer: String?
    /// The names the certificate is for.
    public var names: [String]

    /// What was agreed on.
    public init(version: String, notAfter: WallTime?, issuer: String?, names: [String]) {
        self.version = version
        self.notAfter = notAfter
        self.issuer = issuer
        self.names = names
    }

    private enum CodingKeys: String, CodingKey {
        case version = "protocol"
        case notAfter = "not_after"
        case issuer, names
    }
}
