import X509

/// Decides whether a chain of certificates proves that the server is the one that was wanted, and why not.
struct ChainJudge: Sendable {
    private let roots: CertificateStore

    init(roots: CertificateStore) { self.roots = roots }

    /// The certificates that lead from the server's own to a trusted one; `now` is in milliseconds since 1970.
    func path(of chain: ServerChain, for server: ServerIdentity, now: Int64) async throws(TLSFailure) -> [Certificate] {
        var verifier = Verifier(rootCertificates: roots) {
            RFC5280Policy()
            ServerUsagePolicy()
            Self.identityPolicy(server)
        }
        let others = CertificateStore(chain.certificates.dropFirst())
        switch await verifier.validate(leaf: chain.leaf, intermediates: others) {
        case .validCertificate(let path): return Array(path)
        case .couldNotValidate(let failures): throw Self.fault(in: chain, server, failures, now)
        }
    }

    /// The plainest fault of several: an expired certificate is mostly nothing worse, and a wrong name mostly the wrong
    /// virtual host, whoever signed for it.
    private static func fault(
        in chain: ServerChain,
        _ server: ServerIdentity,
        _ failures: [CertificateValidationResult.PolicyFailure],
        _ now: Int64
    ) -> TLSFailure {
        if let expired = expired([chain.leaf], now) { return expired }
        let begins = chain.leaf.notValidBefore.milliseconds
        if begins > now { return .notYetValid(String(describing: chain.leaf.subject), until: begins) }
        if !server.isNamed(by: chain.leaf) { return .wrongName(wanted: server.text, offered: chain.names) }
        // Servers often show a certificate too many that has ended, so it is to blame only now that no path is left.
        if let expired = expired(chain.certificates + failures.flatMap { Array($0.chain) }, now) { return expired }
        guard let failure = failures.first else { return .unknownIssuer(chain.lastIssuer) }
        return .untrusted(String(String(describing: failure.policyFailureReason).prefix(200)))
    }

    private static func expired(_ certificates: [Certificate], _ now: Int64) -> TLSFailure? {
        certificates.first { $0.notValidAfter.milliseconds < now }.map { certificate in
            .expired(String(describing: certificate.subject), since: certificate.notValidAfter.milliseconds)
        }
    }

    private static func identityPolicy(_ server: ServerIdentity) -> ServerIdentityPolicy {
        switch server {
        case .name(let name): ServerIdentityPolicy(serverHostname: name, serverIP: nil)
        case .address(let address): ServerIdentityPolicy(serverHostname: nil, serverIP: address)
        }
    }
}
