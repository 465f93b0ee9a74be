import Crypto
import FoundationEssentials
import NIOSSL
import SwiftASN1
import X509

/// The certificates a server showed, its own first.
struct ServerChain: Sendable {
    /// More than this no honest server sends, and the search for a path gets expensive.
    static let most = 16

    let certificates: [Certificate]
    /// Stands for exactly these certificates.
    let digest: [UInt8]

    init(_ encoded: [[UInt8]]) throws(TLSFailure) {
        guard !encoded.isEmpty else { throw .malformedCertificate("the server showed none") }
        guard encoded.count <= Self.most else { throw .untrusted("the server shows \(encoded.count) certificates") }
        do {
            certificates = try encoded.map { try Certificate(derEncoded: $0) }
        } catch {
            throw .malformedCertificate(String(describing: error))
        }
        digest = Self.digest(encoded)
    }

    static func encoded(_ shown: [NIOSSLCertificate]) throws(TLSFailure) -> [[UInt8]] {
        do {
            return try shown.map { try $0.toDERBytes() }
        } catch {
            throw .malformedCertificate(String(describing: error))
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

    var leaf: Certificate { certificates[0] }

    var issuer: String { String(describing: leaf.issuer) }

    /// Who signed the last certificate that follows from the server's own; `itself` where that is the same one.
    var lastIssuer: String {
        var last = leaf
        for _ in certificates {
            guard last.issuer != last.subject else { break }
            guard let next = certificates.first(where: { $0.subject == last.issuer }) else { break }
            last = next
        }
        return last == leaf && last.issuer == last.subject ? "itself" : String(describing: last.issuer)
    }

    /// The names and addresses of the server's own certificate.
    var names: [String] { Self.names(of: leaf) }

    static func names(of certificate: Certificate) -> [String] {
        // An extension that can't be read names nobody; verification says so in its own words.
        guard let alternatives = try? certificate.extensions.subjectAlternativeNames else { return [] }
        return alternatives.compactMap { name in
            switch name {
            case .dnsName(let name): name
            case .ipAddress(let bytes): CertificateAddress.text(Array(bytes.bytes))
            default: nil
            }
        }
    }
}

extension Date {
    /// Since 1970.
    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }
}
