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
    static func read(_ path: String) throws(TLSFailure) -> Authorities {
        let authorities = try load(path)
        guard authorities.unreadable == 0 else {
            throw .local("\(path) can't be read as certificates of authorities: not all of it is a certificate")
        }
        return authorities
    }

    /// Reads the system's; one that is unusual must not cost all the others.
    static func readSystem() throws(TLSFailure) -> Authorities {
        guard let path = systemFile() else {
            throw .local("this machine has no file of trusted authorities; looked for \(systemFiles[0]) and its like")
        }
        return try load(path)
    }

    private static func load(_ path: String) throws(TLSFailure) -> Authorities {
        let authorities: Authorities?
        do {
            authorities = Authorities(pem: try FileBytes.read(path))
        } catch {
            throw .local("\(path) can't be read as certificates of authorities: \(SystemError.text(of: error))")
        }
        guard let authorities else { throw .local("no memory for the authorities of \(path)") }
        guard authorities.read > 0 || authorities.unreadable > 0 else {
            throw .local("\(path) can't be read as certificates of authorities: there is no certificate in it")
        }
        return authorities
    }
}
