import NIOSSL
import SwiftASN1
import X509

/// The authorities that are trusted.
enum TrustRoots {
    /// Where distributions keep them: Debian and its kin, Fedora and its kin, SUSE, Alpine.
    static let systemFiles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]

    /// The system's own file; nil on a machine without one.
    static func systemFile() -> String? { systemFiles.first { FileStamp($0) != nil } }

    /// Reads a file that somebody wrote for us: all of it must be right.
    static func read(_ path: String) throws(TLSFailure) -> CertificateStore {
        do {
            return CertificateStore(try encoded(path).map { try Certificate(derEncoded: $0) })
        } catch {
            throw .local("\(path) can't be read as certificates of authorities: \(NIOSSLWords.words(of: error))")
        }
    }

    /// Reads the system's; one that is unusual must not cost all the others.
    static func readSystem() throws(TLSFailure) -> CertificateStore {
        guard let path = systemFile() else {
            throw .local("this machine has no file of trusted authorities; looked for \(systemFiles[0]) and its like")
        }
        do {
            return CertificateStore(try encoded(path).compactMap { try? Certificate(derEncoded: $0) })
        } catch {
            throw .local("\(path) can't be read: \(NIOSSLWords.words(of: error))")
        }
    }

    private static func encoded(_ path: String) throws -> [[UInt8]] {
        try NIOSSLCertificate.fromPEMBytes(FileBytes.read(path)).map { try $0.toDERBytes() }
    }
}
