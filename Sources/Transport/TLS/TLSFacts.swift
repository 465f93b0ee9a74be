/// What a TLS handshake agreed on, and what the server's certificate says of itself.
public struct TLSFacts: Sendable, Equatable {
    /// `TLSv1.3`
    public let version: String
    /// When the first certificate of the chain ends, in milliseconds since 1970.
    public let notAfter: Int64?
    /// Who signed the server's certificate, as a distinguished name.
    public let issuer: String?
    /// The names and addresses the certificate is for.
    public let names: [String]

    /// Facts of these parts.
    public init(version: String, notAfter: Int64?, issuer: String?, names: [String]) {
        self.version = version
        self.notAfter = notAfter
        self.issuer = issuer
        self.names = names
    }
}
