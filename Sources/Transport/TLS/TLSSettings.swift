/// How TLS is spoken to one peer. Paths are absolute; they are read when a context is made.
public struct TLSSettings: Sendable, Hashable {
    /// Certificates of authorities to trust (PEM); nil trusts those of the system.
    public var caFile: String?
    /// Our own certificate chain (PEM).
    public var certificateFile: String?
    /// Its key (PEM).
    public var keyFile: String?
    /// The name that the certificate must have and that is asked for (SNI); nil: the host of the URL.
    public var serverName: String?
    /// Whether any certificate is accepted.
    public var isInsecure: Bool

    /// The system's authorities, no certificate of our own.
    public init(
        caFile: String? = nil,
        certificateFile: String? = nil,
        keyFile: String? = nil,
        serverName: String? = nil,
        isInsecure: Bool = false
    ) {
        self.caFile = caFile
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        self.serverName = serverName
        self.isInsecure = isInsecure
    }
}
