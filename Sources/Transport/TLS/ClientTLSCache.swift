import Synchronization

/// The TLS contexts in use, made anew when one of their files changes: a certificate that is renewed on disk takes
/// effect with the next connection.
final class ClientTLSCache: Sendable {
    private struct Entry {
        let stamps: [FileStamp?]
        let tls: ClientTLS
    }

    /// One a kind of target; far more means that somebody makes up settings.
    private static let most = 256

    private let entries = Mutex<[TLSSettings: Entry]>([:])

    /// The context for `settings`. Looks at its files, and reads them when they are new; that takes milliseconds.
    func tls(for settings: TLSSettings) throws(TLSFailure) -> ClientTLS {
        let stamps = Self.files(settings).map(FileStamp.init)
        if let known = entries.withLock({ $0[settings] }), known.stamps == stamps { return known.tls }
        let tls = try ClientTLS(settings)
        entries.withLock { entries in
            if entries.count >= Self.most { entries.removeAll() }
            entries[settings] = Entry(stamps: stamps, tls: tls)
        }
        return tls
    }

    private static func files(_ settings: TLSSettings) -> [String] {
        let roots = settings.isInsecure ? nil : settings.caFile ?? TrustRoots.systemFile()
        return [roots, settings.certificateFile, settings.keyFile].compactMap { $0 }
    }
}
