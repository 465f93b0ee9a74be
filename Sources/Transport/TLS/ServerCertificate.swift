import CShims

/// A certificate as this machine's OpenSSL reads it.
final class ServerCertificate: Sendable {
    /// Bytes of a distinguished name that are worth showing.
    private static let mostText = 256
    /// Names of one certificate that are looked at; honest ones have up to a hundred.
    private static let mostNames = 10_000

    /// Never changed once it was read, and what OpenSSL notes in it behind the scenes it guards by locks of its own.
    nonisolated(unsafe) let raw: OpaquePointer

    /// Takes over what a function of OpenSSL gave to keep.
    init(keeping raw: OpaquePointer) { self.raw = raw }

    /// Nil when these bytes are no certificate in DER.
    convenience init?(_ bytes: [UInt8]) {
        guard let raw = quintet_certificate_read(bytes, bytes.count) else { return nil }
        self.init(keeping: raw)
    }

    deinit { quintet_certificate_release(raw) }

    /// Whom it is for, as RFC 4514 writes names.
    var subject: String { Self.text { quintet_certificate_subject(raw, $0, $1) } }

    /// Who signed it.
    var issuer: String { Self.text { quintet_certificate_issuer(raw, $0, $1) } }

    /// Milliseconds since 1970.
    var notBefore: Int64 { quintet_certificate_begins(raw) * 1000 }

    /// Milliseconds since 1970.
    var notAfter: Int64 { quintet_certificate_ends(raw) * 1000 }

    /// In the order of the certificate, the common name last.
    var names: [CertificateName] {
        var names: [CertificateName] = []
        withUnsafeMutablePointer(to: &names) { names in
            quintet_certificate_names(raw, names) { context, kind, bytes, count in
                let names = context?.assumingMemoryBound(to: [CertificateName].self)
                guard let names, names.pointee.count < ServerCertificate.mostNames else { return }
                let bytes = UnsafeBufferPointer(start: bytes, count: count)
                names.pointee.append(ServerCertificate.name(kind, Array(bytes)))
            }
        }
        return names
    }

    private static func name(_ kind: quintet_name_kind, _ bytes: [UInt8]) -> CertificateName {
        switch kind {
        case .address: .address(bytes)
        case .dns: .dns(String(decoding: bytes, as: UTF8.self))
        case .common: .common(String(decoding: bytes, as: UTF8.self))
        }
    }

    private static func text(_ write: (UnsafeMutablePointer<CChar>, Int) -> Int) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: mostText) { buffer in
            guard let start = buffer.baseAddress else { return "" }
            let count = write(start, buffer.count)
            return String(decoding: buffer.prefix(count).lazy.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }
}
