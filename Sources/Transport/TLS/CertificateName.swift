/// Whom a certificate is for, in one of its names.
enum CertificateName: Equatable, Sendable {
    case dns(String)
    /// Four or sixteen bytes (RFC 5280 §4.2.1.6); any other number is nobody's address.
    case address([UInt8])
    /// The common name of the subject, which counts only where there is no other.
    case common(String)
}
