import Crypto
import FoundationEssentials
import NIOSSL
import SwiftASN1
import X509

/// An authority of a test's own, and the certificates it signs.
struct TestAuthority {
    /// How a certificate is to be wrong, or special.
    struct Wish {
        var names = ["localhost"]
        var addresses: [[UInt8]] = [[127, 0, 0, 1]]
        /// Days from now.
        var from = -1.0
        var to = 90.0
        var usages: [ExtendedKeyUsage.Usage] = [.serverAuth]
        var isUsageCritical = false
        var subject = "server"
    }

    struct Issued {
        let certificate: Certificate
        let key: P256.Signing.PrivateKey

        /// In milliseconds since 1970; a certificate knows whole seconds.
        var begins: Int64 { Int64(certificate.notValidBefore.timeIntervalSince1970.rounded()) * 1000 }
        var ends: Int64 { Int64(certificate.notValidAfter.timeIntervalSince1970.rounded()) * 1000 }

        func nioCertificate() throws -> NIOSSLCertificate {
            try NIOSSLCertificate(bytes: TestAuthority.encoded(certificate), format: .der)
        }

        func nioKey() throws -> NIOSSLPrivateKey {
            try NIOSSLPrivateKey(bytes: Array(key.pemRepresentation.utf8), format: .pem)
        }

        func pem() throws -> String { try certificate.serializeAsPEM().pemString }
    }

    let own: Issued

    /// One that signed itself, or is signed by another one.
    init(_ name: String = "Test Root", signedBy parent: TestAuthority? = nil, to days: Double = 365) throws {
        let key = P256.Signing.PrivateKey()
        let certificate = try Self.certificate(
            name,
            key,
            issuer: parent?.own.certificate.subject,
            signer: parent?.own.key ?? key,
            -1...days,
            try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(digitalSignature: true, keyCertSign: true))
            }
        )
        own = Issued(certificate: certificate, key: key)
    }

    /// Certificates of one authority and one key that could all have signed each other, and a server's that leads into them.
    static func maze(of count: Int) throws -> [[UInt8]] {
        let authority = try TestAuthority("Maze")
        let others = try (0..<count).map { number in
            try certificate(
                "Maze",
                authority.own.key,
                issuer: authority.own.certificate.subject,
                signer: authority.own.key,
                -1...365,
                try Certificate.Extensions {
                    Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                    SubjectAlternativeNames([.dnsName("n\(number).example")])
                }
            )
        }
        return try [encoded(try authority.issue().certificate)] + others.map(encoded)
    }

    func issue(_ change: (inout Wish) -> Void = { _ in }) throws -> Issued {
        var wish = Wish()
        change(&wish)
        let key = P256.Signing.PrivateKey()
        let alternatives =
            wish.names.map { GeneralName.dnsName($0) }
            + wish.addresses.map { GeneralName.ipAddress(ASN1OctetString(contentBytes: $0[...])) }
        let usage = try ExtendedKeyUsage(wish.usages)
        let extensions = try Certificate.Extensions {
            Critical(BasicConstraints.notCertificateAuthority)
            SubjectAlternativeNames(alternatives)
            try Certificate.Extension(usage, critical: wish.isUsageCritical)
        }
        let certificate = try Self.certificate(
            wish.subject,
            key,
            issuer: own.certificate.subject,
            signer: own.key,
            wish.from...wish.to,
            extensions
        )
        return Issued(certificate: certificate, key: key)
    }

    /// What a server needs to show `issued` and whatever leads from it to the authority.
    static func server(
        _ issued: Issued,
        also others: [Issued] = [],
        _ change: (inout TLSConfiguration) -> Void = { _ in }
    ) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try ([issued] + others).map { .certificate(try $0.nioCertificate()) },
            privateKey: .privateKey(try issued.nioKey())
        )
        change(&configuration)
        return try NIOSSLContext(configuration: configuration)
    }

    static func encoded(_ certificate: Certificate) throws -> [UInt8] {
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        return serializer.serializedBytes
    }

    private static func certificate(
        _ name: String,
        _ key: P256.Signing.PrivateKey,
        issuer: DistinguishedName?,
        signer: P256.Signing.PrivateKey,
        _ days: ClosedRange<Double>,
        _ extensions: Certificate.Extensions
    ) throws -> Certificate {
        let subject = try DistinguishedName { CommonName(name) }
        return try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: Date(timeIntervalSinceNow: days.lowerBound * 86_400),
            notValidAfter: Date(timeIntervalSinceNow: days.upperBound * 86_400),
            issuer: issuer ?? subject,
            subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: extensions,
            issuerPrivateKey: Certificate.PrivateKey(signer)
        )
    }
}
