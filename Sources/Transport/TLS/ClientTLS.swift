import NIOCore
import NIOSSL
import Synchronization

/// How TLS is spoken to one kind of peer: a context made of its settings, and the chains that were accepted.
final class ClientTLS: Sendable {
    /// What is remembered of a chain that was accepted for a server.
    struct Accepted: Sendable {
        /// When the first certificate that the server has to care for ends, in milliseconds since 1970.
        let notAfter: Int64?
        /// Until when it need not be judged again, in milliseconds since 1970.
        let isTrustedUntil: Int64
        let issuer: String?
        let names: [String]

        /// A certificate that can't be read, where any is accepted.
        static let unreadable = Accepted(notAfter: nil, isTrustedUntil: .max, issuer: nil, names: [])
    }

    private struct Key: Hashable {
        let chain: [UInt8]
        let server: ServerIdentity
    }

    /// A monitor talks to a few servers, each with a chain or two; more are not worth remembering.
    private static let mostAccepted = 256

    /// BoringSSL itself offers neither Ed25519 nor P-521, since browsers don't; every other client does, and a server that
    /// has nothing else is healthy.
    private static let signatures: [SignatureAlgorithm] = [
        .ecdsaSecp256R1Sha256, .rsaPssRsaeSha256, .rsaPkcs1Sha256, .ecdsaSecp384R1Sha384, .rsaPssRsaeSha384,
        .rsaPkcs1Sha384, .ecdsaSecp521R1Sha512, .rsaPssRsaeSha512, .rsaPkcs1Sha512, .ed25519,
    ]
    private static let curves: [NIOTLSCurve] = [.x25519, .secp256r1, .secp384r1, .secp521r1]

    let context: NIOSSLContext
    /// What the server must be, or nil for the host of the URL.
    private let serverName: String?
    let isInsecure: Bool
    private let judge: ChainJudge?
    private let accepted = Mutex<[Key: Accepted]>([:])

    init(_ settings: TLSSettings) throws(TLSFailure) {
        serverName = settings.serverName
        isInsecure = settings.isInsecure
        judge = settings.isInsecure ? nil : ChainJudge(authorities: try Self.authorities(settings))
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        configuration.verifySignatureAlgorithms = Self.signatures
        configuration.curves = Self.curves
        // Whoever closes has waited for the peer already, and need not wait for its close_notify as well (RFC 8446 §6.1).
        configuration.shutdownTimeout = .zero
        // The chain is judged here, with a reason; NIOSSL itself gives none, and need not read the authorities.
        configuration.certificateVerification = .noHostnameVerification
        configuration.trustRoots = .certificates([])
        try Self.identify(&configuration, settings)
        do {
            context = try NIOSSLContext(configuration: configuration)
        } catch NIOSSLError.failedToLoadPrivateKey {
            throw .local("our certificate and key can't be used: the key is not that of the certificate")
        } catch {
            throw .local("our certificate and key can't be used: \(NIOSSLWords.words(of: error))")
        }
    }

    func identity(ofHost host: String) -> ServerIdentity { ServerIdentity(serverName ?? host) }

    /// What was decided about these certificates before, without looking at them again.
    func remembered(_ digest: [UInt8], for server: ServerIdentity) -> Accepted? {
        let found = accepted.withLock { $0[Key(chain: digest, server: server)] }
        return found.flatMap { $0.isTrustedUntil > UTCDate.now() ? $0 : nil }
    }

    /// Looks at a chain; costs a few signatures, which is too much for an event loop.
    func judge(_ chain: ServerChain, for server: ServerIdentity) throws(TLSFailure) -> Accepted {
        let path = try judge?.path(of: chain, for: server, now: UTCDate.now())
        let result = Accepted(
            notAfter: path?.notAfter ?? chain.certificates.map(\.notAfter).min(),
            isTrustedUntil: path?.isTrustedUntil ?? .max,
            issuer: chain.leaf.issuer,
            names: chain.names
        )
        accepted.withLock { accepted in
            if accepted.count >= Self.mostAccepted { accepted.removeAll() }
            accepted[Key(chain: chain.digest, server: server)] = result
        }
        return result
    }

    private static func authorities(_ settings: TLSSettings) throws(TLSFailure) -> Authorities {
        guard let file = settings.caFile else { return try TrustRoots.readSystem() }
        return try TrustRoots.read(file)
    }

    private static func identify(
        _ configuration: inout TLSConfiguration,
        _ settings: TLSSettings
    ) throws(TLSFailure) {
        guard let certificateFile = settings.certificateFile else { return }
        // A key may stand in the same file as its certificate.
        let keyFile = settings.keyFile ?? certificateFile
        do {
            let chain = try NIOSSLCertificate.fromPEMBytes(FileBytes.read(certificateFile))
            configuration.certificateChain = chain.map { .certificate($0) }
        } catch {
            throw .local("\(certificateFile) can't be read as a certificate: \(NIOSSLWords.words(of: error))")
        }
        do {
            configuration.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: FileBytes.read(keyFile), format: .pem))
        } catch {
            throw .local("\(keyFile) can't be read as a key: \(NIOSSLWords.words(of: error))")
        }
    }
}
