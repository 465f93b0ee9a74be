/// The certificates of which ``UnusualChains`` consist. Each is signed by the one that is named behind it.
enum UnusualCertificates {
    private typealias Wish = OpenSSL.Wish

    private static let authority = [
        "basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign", "subjectKeyIdentifier=hash",
        "authorityKeyIdentifier=keyid",
    ]
    private static let server = [
        "basicConstraints=critical,CA:FALSE", "subjectKeyIdentifier=hash", "authorityKeyIdentifier=keyid",
    ]
    private static let local = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    private static let rsa = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
    private static let pss = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:-1"]

    /// Makes all certificates, or those with these names.
    static func make(with openssl: OpenSSL, _ names: Set<String>? = nil) async throws {
        for wish in authorities + unusualAuthorities + servers + namedServers where names?.contains(wish.name) ?? true {
            try await openssl.make(wish)
        }
    }

    private static func authority(
        _ name: String,
        _ issuer: String? = nil,
        also extensions: [String] = [],
        _ change: (inout Wish) -> Void = { _ in }
    ) -> Wish {
        var wish = Wish(name: name, subject: "/O=Chains/CN=\(name)", issuer: issuer)
        wish.extensions = authority + extensions
        change(&wish)
        return wish
    }

    private static func server(
        _ name: String,
        _ issuer: String?,
        _ alternatives: String? = local,
        also extensions: [String] = [],
        _ change: (inout Wish) -> Void = { _ in }
    ) -> Wish {
        var wish = Wish(name: name, subject: "/CN=\(name)", issuer: issuer)
        wish.extensions = server + extensions + [alternatives].compactMap { $0 }
        change(&wish)
        return wish
    }

    private static var authorities: [Wish] {
        [
            authority("root"),
            authority("middle", "root"),
            authority("other"),
            authority("rsa") { $0.algorithm = rsa },
            authority("pss") { ($0.subject, $0.keyOf, $0.arguments) = ("/O=Chains/CN=rsa", "rsa", pss) },
            authority("pss-middle", "rsa") { ($0.algorithm, $0.arguments) = (rsa, pss + ["-sha384"]) },
            authority("pss-key") { $0.algorithm = ["-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"] },
            authority("sha1") { ($0.subject, $0.keyOf, $0.arguments) = ("/O=Chains/CN=rsa", "rsa", ["-sha1"]) },
            authority("sha1-middle", "rsa") {
                ($0.subject, $0.keyOf, $0.arguments) = ("/O=Chains/CN=pss-middle", "pss-middle", ["-sha1"])
            },
            authority("ed25519") { $0.algorithm = ["-algorithm", "ED25519"] },
            authority("ed448") { $0.algorithm = ["-algorithm", "ED448"] },
            authority("p521") { $0.algorithm = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"] },
            authority("p384", "p521") {
                $0.algorithm = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"]
                $0.arguments = ["-sha512"]
            },
            // The same authority twice: signed by itself, and by an older one.
            authority("new") { $0.subject = "/CN=New" },
            authority("new-by-root", "root") { ($0.subject, $0.keyOf) = ("/CN=New", "new") },
            authority("new-by-expired", "expired") {
                ($0.subject, $0.keyOf) = ("/CN=New", "new")
                // The old one has no identifier to refer to.
                $0.extensions.removeLast()
            },
        ]
    }

    private static var unusualAuthorities: [Wish] {
        [
            authority(
                "names",
                "root",
                also: ["nameConstraints=critical,permitted;DNS:localhost,permitted;DNS:.example"]
            ),
            authority("no-names", "root", also: ["nameConstraints=critical,excluded;DNS:localhost"]),
            authority("folders", "root", also: ["nameConstraints=critical,permitted;dirName:folder"]) {
                $0.sections = "[folder]\nO=Chains"
            },
            authority("networks", "root", also: ["nameConstraints=critical,permitted;IP:127.0.0.0/255.0.0.0"]),
            authority("policies", "root", also: ["policyConstraints=critical,requireExplicitPolicy:5"]),
            authority("for-servers", "root", also: ["extendedKeyUsage=serverAuth"]),
            authority("for-mail", "root", also: ["extendedKeyUsage=emailProtection"]),
            authority("short", "root", also: []) {
                $0.extensions[0] = "basicConstraints=critical,CA:TRUE,pathlen:0"
            },
            authority("too-long", "short"),
            authority("no-sign", "root") { $0.extensions[1] = "keyUsage=critical,digitalSignature" },
            server("no-authority", "root"),
            authority("unknown", "root", also: ["1.2.3.4=critical,DER:05:00"]),
            // The name in another kind of string and in other letters than in what it signed.
            authority("spelled") { $0.subject = "/CN=Spelled Out" },
            authority("spelled-anew", "root") {
                ($0.subject, $0.keyOf, $0.stringMask) = ("/CN=SPELLED  out", "spelled", "nombstr")
            },
            authority("old-version") { $0.extensions = [] },
        ]
    }

    private static var servers: [Wish] {
        [
            server("plain", "root"),
            server("by-middle", "middle"),
            server("by-pss", "rsa") { ($0.algorithm, $0.arguments) = (rsa, pss) },
            server("by-pss-middle", "pss-middle"),
            server("by-pss-key", "pss-key"),
            server("pss-too", "root") { $0.algorithm = ["-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"] },
            server("by-rsa", "rsa") { $0.algorithm = rsa },
            server("by-sha1", "rsa") { $0.arguments = ["-sha1"] },
            server("by-ed25519", "ed25519"),
            server("ed25519-too", "ed25519") { $0.algorithm = ["-algorithm", "ED25519"] },
            server("by-ed448", "ed448"),
            server("by-p384", "p384"),
            server("p521-too", "p521") { $0.algorithm = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"] },
            server("weak", "root") { $0.algorithm = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"] },
            server("by-new", "new"),
            server("by-names", "names"), server("by-no-names", "no-names"),
            server("by-folders", "folders") {
                $0.subject = "/O=Chains/CN=by-folders"
            },
            server("by-other-folder", "folders"),
            server("by-networks", "networks"), server("by-policies", "policies"),
            server("by-for-servers", "for-servers"), server("by-for-mail", "for-mail"),
            server("by-too-long", "too-long"), server("by-no-sign", "no-sign"),
            server("by-no-authority", "no-authority"), server("by-unknown", "unknown"),
            server("by-spelled", "spelled"), server("by-old-version", "old-version") { $0.extensions = [local] },
            server("for-clients", "root", also: ["extendedKeyUsage=clientAuth"]),
            server("for-both", "root", also: ["extendedKeyUsage=critical,clientAuth,serverAuth"]),
            server("odd-number", "root") { $0.arguments = ["-set_serial", "-5"] },
            server("endless", "root") { $0.arguments = ["-days", "2900000"] },
            server("strange", "root", also: ["1.2.3.4=critical,DER:05:00"]),
            server("selfsigned", nil) { $0.extensions = [local] },
            server("selfsigned-leaf", nil),
        ]
    }

    private static var namedServers: [Wish] {
        [
            server(
                "many-names",
                "root",
                "subjectAltName=DNS:*.a.example,DNS:xn--bcher-kva.example,DNS:_x.b.example,"
                    + "DNS:w*.c.example,DNS:*.xn--bcher-kva.example,DNS:*.TLD,IP:192.0.2.1,IP:2001:db8::1,"
                    + "email:a@b.example,URI:spiffe://a/b"
            ),
            server("no-names-at-all", "root", nil) { $0.subject = "/CN=common.example" },
            server("mail-only", "root", "subjectAltName=email:a@b.example") { $0.subject = "/CN=common.example" },
        ]
    }
}
