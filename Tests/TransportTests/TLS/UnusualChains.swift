/// Chains of certificates of every kind that is met outside of textbooks, and what is to be said of them.
enum UnusualChains {
    /// Who is shown to whom.
    struct Row: Sendable {
        let name: String
        /// The server's own first.
        let shown: [String]
        let trusted: [String]
        var server = "localhost"
        /// The beginning of the words for what is wrong; nil where nothing is.
        var fault: String?
        /// Whether OpenSSL, and so curl, says no where most other clients say yes.
        var isRefusedByCurl = false
    }

    static var rows: [Row] {
        [
            Row(name: "plain", shown: ["plain"], trusted: ["root"]),
            Row(name: "with its root", shown: ["plain", "root"], trusted: ["root"]),
            Row(name: "two steps", shown: ["by-middle", "middle"], trusted: ["root"]),
            Row(
                name: "out of order, one twice, strangers between",
                shown: ["by-middle", "other", "middle", "middle", "root"],
                trusted: ["root"]
            ),
            Row(name: "no middle", shown: ["by-middle"], trusted: ["root"], fault: "the certificate is signed by"),
            Row(name: "a middle that is trusted itself", shown: ["by-middle"], trusted: ["middle"]),
            Row(name: "a stranger's", shown: ["plain"], trusted: ["other"], fault: "the certificate is signed by"),
            Row(name: "signed by PSS", shown: ["by-pss"], trusted: ["rsa"]),
            Row(name: "a root that signed itself by PSS", shown: ["by-rsa"], trusted: ["pss"]),
            Row(name: "a middle signed by PSS", shown: ["by-pss-middle", "pss-middle"], trusted: ["rsa"]),
            Row(name: "a key for PSS alone", shown: ["by-pss-key"], trusted: ["pss-key"]),
            Row(name: "a root signed by SHA-1", shown: ["by-rsa"], trusted: ["sha1"]),
            Row(
                name: "a middle signed by SHA-1",
                shown: ["by-pss-middle", "sha1-middle"],
                trusted: ["rsa"],
                fault: "the certificate is not trusted"
            ),
            Row(name: "signed by SHA-1", shown: ["by-sha1"], trusted: ["rsa"], fault: "the certificate is not trusted"),
            Row(name: "signed by Ed25519", shown: ["by-ed25519"], trusted: ["ed25519"]),
            Row(name: "Ed25519 itself", shown: ["ed25519-too"], trusted: ["ed25519"]),
            Row(name: "signed by Ed448", shown: ["by-ed448"], trusted: ["ed448"]),
            Row(name: "P-384 and P-521", shown: ["by-p384", "p384"], trusted: ["p521"]),
            Row(name: "P-521 itself", shown: ["p521-too"], trusted: ["p521"]),
            Row(name: "a short key", shown: ["weak"], trusted: ["root"], fault: "the certificate is not trusted"),
            Row(name: "cross-signed, the old one trusted", shown: ["by-new", "new-by-root"], trusted: ["root"]),
            Row(name: "cross-signed, the new one trusted", shown: ["by-new", "new-by-root"], trusted: ["new"]),
            Row(
                name: "an expired root beside a good one",
                shown: ["by-new", "new-by-expired"],
                trusted: ["expired", "new"]
            ),
            Row(
                name: "an expired root and a good cross-sign",
                shown: ["by-new", "new-by-expired", "new-by-root"],
                trusted: ["expired", "root"],
                isRefusedByCurl: true
            ),
            Row(
                name: "an expired root alone",
                shown: ["by-new", "new-by-expired"],
                trusted: ["expired"],
                fault: "the certificate of"
            ),
            Row(name: "names permitted", shown: ["by-names", "names"], trusted: ["root"]),
            Row(
                name: "names excluded",
                shown: ["by-no-names", "no-names"],
                trusted: ["root"],
                fault: "the certificate is not trusted"
            ),
            Row(name: "folders permitted", shown: ["by-folders", "folders"], trusted: ["root"]),
            Row(
                name: "another folder",
                shown: ["by-other-folder", "folders"],
                trusted: ["root"],
                fault: "the certificate is not trusted"
            ),
            Row(
                name: "networks permitted",
                shown: ["by-networks", "networks"],
                trusted: ["root"],
                server: "127.0.0.1"
            ),
            Row(name: "policies asked for far away", shown: ["by-policies", "policies"], trusted: ["root"]),
            Row(name: "an authority for servers", shown: ["by-for-servers", "for-servers"], trusted: ["root"]),
            Row(
                name: "an authority for mail",
                shown: ["by-for-mail", "for-mail"],
                trusted: ["root"],
                fault: "the certificate is not trusted"
            ),
            Row(
                name: "too long",
                shown: ["by-too-long", "too-long", "short"],
                trusted: ["root"],
                fault: "the certificate is not trusted"
            ),
            Row(
                name: "an authority that may not sign",
                shown: ["by-no-sign", "no-sign"],
                trusted: ["root"],
                fault: "the certificate is not trusted"
            ),
            Row(
                name: "signed by a server",
                shown: ["by-no-authority", "no-authority"],
                trusted: ["root"],
                fault: "the certificate is not trusted"
            ),
            Row(
                name: "an authority with a critical stranger",
                shown: ["by-unknown", "unknown"],
                trusted: ["root"],
                fault: "the certificate is not trusted"
            ),
            Row(name: "another spelling", shown: ["by-spelled", "spelled-anew"], trusted: ["root"]),
            Row(name: "a root without extensions", shown: ["by-old-version"], trusted: ["old-version"]),
            Row(
                name: "for clients",
                shown: ["for-clients"],
                trusted: ["root"],
                fault: "the certificate is not trusted"
            ),
            Row(name: "a number below zero", shown: ["odd-number"], trusted: ["root"]),
            Row(name: "valid for ever", shown: ["endless"], trusted: ["root"]),
            Row(name: "for both", shown: ["for-both"], trusted: ["root"]),
            Row(
                name: "a critical stranger",
                shown: ["strange"],
                trusted: ["root"],
                fault: "the certificate is not trusted"
            ),
            Row(name: "signed by itself and trusted", shown: ["selfsigned"], trusted: ["selfsigned"]),
            Row(
                name: "signed by itself, no authority, trusted",
                shown: ["selfsigned-leaf"],
                trusted: ["selfsigned-leaf"]
            ),
            Row(
                name: "signed by itself, not trusted",
                shown: ["selfsigned"],
                trusted: ["root"],
                fault: "the certificate is signed by itself"
            ),
            Row(name: "strange company", shown: ["plain", "pss-key", "ed448", "sha1"], trusted: ["root"]),
            Row(name: "strange company among the trusted", shown: ["plain"], trusted: ["ed448", "pss-key", "root"]),
        ] + names
    }

    private static var names: [Row] {
        let rights = [
            "x.a.example", "X.A.EXAMPLE", "xn--bcher-kva.example", "_x.b.example", "x.xn--bcher-kva.example",
            "192.0.2.1",
            "2001:db8::1", "2001:DB8:0::1",
        ]
        let wrongs = [
            "a.example", "x.y.a.example", "bcher-kva.example", "www.c.example", "x.tld", "192.0.2.2", "2001:db8::2",
            "::ffff:192.0.2.1", "many-names",
        ]
        return rights.map { Row(name: $0, shown: ["many-names"], trusted: ["root"], server: $0) }
            + wrongs.map {
                Row(name: $0, shown: ["many-names"], trusted: ["root"], server: $0, fault: "the certificate is not for")
            } + [
                Row(name: "a common name", shown: ["no-names-at-all"], trusted: ["root"], server: "common.example"),
                Row(
                    name: "a common name beside other names",
                    shown: ["mail-only"],
                    trusted: ["root"],
                    server: "common.example"
                ),
            ]
    }
}
