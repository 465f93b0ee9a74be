import CShims

/// Certificates of authorities that are trusted, and OpenSSL's judgement by them: the same that libcurl comes to for logins
/// and webhooks on this machine.
final class Authorities: Sendable {
    /// When the way to an authority ends, in milliseconds since 1970.
    struct Path: Equatable {
        /// Of the certificates that the server has to care for: the authority itself is not among them.
        let notAfter: Int64
        /// Of all of them.
        let isTrustedUntil: Int64
    }

    /// What is to be said of a chain.
    enum Judgement {
        case trusted(Path)
        case expired(ServerCertificate)
        case early(ServerCertificate)
        /// The last certificate that could be followed.
        case stranger(ServerCertificate)
        /// In OpenSSL's words, and which certificate breaks the rule.
        case breaksRule(String, ServerCertificate?)
        /// This machine could not tell.
        case noMemory
    }

    /// Filled while nobody else knows it and never changed afterwards; OpenSSL guards its own caches by locks.
    nonisolated(unsafe) private let raw: OpaquePointer
    /// How many of the text's certificates could be read, and how many could not.
    let read: Int
    let unreadable: Int

    /// What stands in a PEM file; nil without memory.
    init?(pem: [UInt8]) {
        guard let raw = quintet_authorities_new() else { return nil }
        self.raw = raw
        var (read, unreadable) = (0, 0)
        quintet_authorities_add(raw, pem, pem.count, &read, &unreadable)
        (self.read, self.unreadable) = (read, unreadable)
    }

    deinit { quintet_authorities_release(raw) }

    /// Judges `chain` at the time `now`, in milliseconds since 1970. Takes a few signatures; names are not looked at.
    func judge(_ chain: ServerChain, now: Int64) -> Judgement {
        var result = quintet_judgement()
        let certificates = chain.certificates.map { Optional($0.raw) }
        withExtendedLifetime(chain) {
            quintet_authorities_judge(raw, certificates, certificates.count, now / 1000, &result)
        }
        let about = result.about.map { ServerCertificate(keeping: $0) }
        switch (result.fault, about) {
        case (.none, _):
            return .trusted(Path(notAfter: result.shown_ends * 1000, isTrustedUntil: result.ends * 1000))
        case (.expired, let about?): return .expired(about)
        case (.early, let about?): return .early(about)
        case (.stranger, let about?): return .stranger(about)
        case (.ours, _): return .noMemory
        case (.rule, _), (.expired, nil), (.early, nil), (.stranger, nil):
            return .breaksRule(result.words.map { String(cString: $0) } ?? "no reason given", about)
        }
    }
}
