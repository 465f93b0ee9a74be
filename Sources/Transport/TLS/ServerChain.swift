import Crypto
import NIOCore
import NIOSSL

/// The certificates a server showed, its own first.
struct ServerChain: Sendable {
    /// No path is longer for OpenSSL, and BoringSSL takes 100 KiB of certificates at most.
    static let most = 100
    /// Names that are told to others; certificates of content networks have up to a hundred.
    private static let mostNames = 100
    /// Bytes of a name that are shown; no name that DNS knows is longer.
    private static let longestName = 255

    let leaf: ServerCertificate
    /// The leaf and what else can be read; a certificate too many that can't be is nobody's fault.
    let certificates: [ServerCertificate]
    /// Stands for exactly these certificates.
    let digest: [UInt8]

    init(_ encoded: [[UInt8]]) throws(TLSFailure) {
        guard let first = encoded.first else { throw .malformedCertificate("the server showed none") }
        guard encoded.count <= Self.most else { throw .untrusted("the server shows \(encoded.count) certificates") }
        guard let leaf = ServerCertificate(first) else { throw .malformedCertificate("it is not X.509") }
        self.leaf = leaf
        certificates = [leaf] + encoded.dropFirst().compactMap { ServerCertificate($0) }
        digest = Self.digest(encoded)
    }

    static func encoded(_ shown: [NIOSSLCertificate]) throws(TLSFailure) -> [[UInt8]] {
        do {
            return try shown.map { try $0.toDERBytes() }
        } catch {
            throw .malformedCertificate(NIOSSLWords.words(of: error))
        }
    }

    static func digest(_ encoded: [[UInt8]]) -> [UInt8] {
        var hash = SHA256()
        for bytes in encoded {
            withUnsafeBytes(of: bytes.count) { hash.update(bufferPointer: $0) }
            hash.update(data: bytes)
        }
        return Array(hash.finalize())
    }

    /// The names and addresses of the server's own certificate; its common name where there are none. They are for showing: each is cut.
    var names: [String] {
        let all = leaf.names
        let alternatives = all.compactMap { name in
            switch name {
            case .dns(let name): name.cut(toUTF8: Self.longestName)
            case .address(let bytes): CertificateAddress.address(bytes)?.ipAddress
            case .common: nil
            }
        }
        guard alternatives.isEmpty, case .common(let name)? = all.last else {
            return Array(alternatives.prefix(Self.mostNames))
        }
        return [name.cut(toUTF8: Self.longestName)]
    }
}
