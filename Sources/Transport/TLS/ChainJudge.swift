/// Decides whether a chain of certificates proves that the server is the one that was wanted, and why not.
struct ChainJudge: Sendable {
    private let authorities: Authorities

    init(authorities: Authorities) { self.authorities = authorities }

    /// The path from the server's own certificate to an authority; `now` is in milliseconds since 1970.
    func path(
        of chain: ServerChain,
        for server: ServerIdentity,
        now: Int64
    ) throws(TLSFailure) -> Authorities.Path {
        let judgement = authorities.judge(chain, now: now)
        guard case .trusted(let path) = judgement, server.isNamed(by: chain.leaf.names) else {
            throw Self.fault(in: chain, server, judgement, now)
        }
        return path
    }

    /// The plainest fault of several: an expired certificate is mostly nothing worse, and a wrong name mostly the wrong
    /// virtual host, whoever signed for it.
    private static func fault(
        in chain: ServerChain,
        _ server: ServerIdentity,
        _ judgement: Authorities.Judgement,
        _ now: Int64
    ) -> TLSFailure {
        let leaf = chain.leaf
        if leaf.notAfter < now { return .expired(leaf.subject, since: leaf.notAfter) }
        if leaf.notBefore > now { return .notYetValid(leaf.subject, until: leaf.notBefore) }
        if !server.isNamed(by: leaf.names) { return .wrongName(wanted: server.text, offered: chain.names) }
        switch judgement {
        case .trusted: return .untrusted("its name could not be checked")
        case .expired(let certificate): return .expired(certificate.subject, since: certificate.notAfter)
        case .early(let certificate): return .notYetValid(certificate.subject, until: certificate.notBefore)
        case .stranger(let last):
            let isOwn = last.subject == leaf.subject && last.issuer == leaf.subject
            return .unknownIssuer(isOwn ? "itself" : last.issuer)
        case .breaksRule(let words, let certificate):
            let which = certificate.map { ", says OpenSSL of \($0.subject)" } ?? ""
            return .untrusted(words + which)
        case .noMemory: return .local("no memory to verify a certificate with")
        }
    }
}
