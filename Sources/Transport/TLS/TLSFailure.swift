/// Why TLS failed.
public enum TLSFailure: Error, Sendable, Equatable {
    /// A certificate of the chain ended; its subject, and when (milliseconds since 1970).
    case expired(String, since: Int64)
    /// A certificate of the chain is not valid yet.
    case notYetValid(String, until: Int64)
    /// The certificate is for other names than the one wanted.
    case wrongName(wanted: String, offered: [String])
    /// Nobody who is trusted signed it; who did.
    case unknownIssuer(String)
    /// The chain is signed by somebody trusted and breaks a rule, in words.
    case untrusted(String)
    /// A certificate that can't be read.
    case malformedCertificate(String)
    /// The two sides have no protocol in common, or the other side does not speak TLS.
    case protocolMismatch(String)
    /// The server refused us with an alert, in its name: a client certificate is missing, for example.
    case rejected(String)
    /// The connection ended or broke during the handshake, in words.
    case broken(String)
    /// The handshake took too long.
    case timedOut(after: Duration)
    /// Our own certificates, keys or authorities can't be used; which file and why.
    case local(String)
}

extension TLSFailure: CustomStringConvertible {
    /// What is wrong with the certificate or the connection, for the person who has to act.
    public var description: String {
        switch self {
        case .expired(let subject, let since): "the certificate of \(subject) expired on \(UTCDate.text(since))"
        case .notYetValid(let subject, let until):
            "the certificate of \(subject) is not valid before \(UTCDate.text(until))"
        case .wrongName(let wanted, let offered):
            "the certificate is not for \(wanted)"
                + (offered.isEmpty ? "; it names nobody" : " but for \(Self.some(of: offered))")
        case .unknownIssuer(let issuer): "the certificate is signed by \(issuer), which is not trusted"
        case .untrusted(let reason): "the certificate is not trusted: \(reason)"
        case .malformedCertificate(let reason): "the certificate can't be read: \(reason)"
        case .protocolMismatch(let reason): reason
        case .rejected(let alert): "the server refused the TLS handshake: \(alert)"
        case .broken(let how): "the TLS handshake broke: \(how)"
        case .timedOut(let time): "the TLS handshake did not complete within \(time.brief)"
        case .local(let reason): reason
        }
    }

    private static func some(of names: [String]) -> String {
        let most = 8
        let more = names.count > most ? " and \(names.count - most) more" : ""
        return names.prefix(most).joined(separator: ", ") + more
    }

    /// Whether the fault is on our side.
    public var isOurs: Bool {
        switch self {
        case .local: true
        case .expired, .notYetValid, .wrongName, .unknownIssuer, .untrusted, .malformedCertificate, .protocolMismatch,
            .rejected, .broken, .timedOut:
            false
        }
    }
}
