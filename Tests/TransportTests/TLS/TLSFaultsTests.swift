import Crypto
import TestSupport
import Testing
import Transport

@Suite("TLS files that are looked at before they are needed")
struct TLSFaultsTests {
    private let folder: TemporaryFolder
    private let authority: TestAuthority

    init() throws {
        folder = try TemporaryFolder()
        authority = try TestAuthority()
        let (ours, other) = (try authority.issue(), try authority.issue())
        try folder.write("ca.pem", try authority.own.pem())
        try folder.write("cert.pem", try ours.pem())
        try folder.write("key.pem", ours.key.pemRepresentation)
        try folder.write("other.pem", other.key.pemRepresentation)
        try folder.write("both.pem", try ours.pem() + "\n" + ours.key.pemRepresentation)
        try folder.write("garbage.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
        try folder.write("empty.pem", "")
    }

    private func path(_ file: String) -> String { "\(folder.path)/\(file)" }

    private func faults(authorities: String? = nil, certificate: String? = nil, key: String? = nil) -> [String] {
        let settings = TLSSettings(
            caFile: authorities.map(path),
            certificateFile: certificate.map(path),
            keyFile: key.map(path)
        )
        return settings.faults().map { "\($0.file): \($0.reason)" }
    }

    @Test("have none where they can be used")
    func none() {
        #expect(faults() == [])
        #expect(faults(authorities: "ca.pem", certificate: "cert.pem", key: "key.pem") == [])
        #expect(faults(certificate: "both.pem", key: "both.pem") == [])
    }

    @Test("are told of with the setting, the file and the reason")
    func told() {
        #expect(
            faults(authorities: "none.pem", certificate: "empty.pem", key: "key.pem") == [
                "authorities: \(path("none.pem")) can't be read as certificates of authorities: no such file or directory",
                "certificate: \(path("empty.pem")) can't be read as a certificate: there is no certificate in it",
            ]
        )
        #expect(faults(authorities: "garbage.pem").count == 1)
        #expect(
            faults(certificate: "cert.pem", key: "cert.pem") == [
                "certificate: \(path("cert.pem")) can't be read as a key: there is no private key in it"
            ]
        )
        #expect(
            faults(certificate: "cert.pem", key: "empty.pem") == [
                "key: \(path("empty.pem")) can't be read as a key: there is no private key in it"
            ]
        )
        #expect(
            faults(certificate: "cert.pem", key: "other.pem") == [
                "certificate: our certificate and key can't be used: the key is not that of the certificate"
            ]
        )
    }
}
