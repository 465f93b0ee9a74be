import NIOCore

/// Whom the server has to be, as the certificate must say it.
enum ServerIdentity: Hashable, Sendable {
    case name(String)
    case address(String)

    init(_ host: String) {
        // An absolute name is the same name (RFC 6125 §6.4).
        let text = host.hasSuffix(".") ? String(host.dropLast()) : host
        self = NumericHost.address(text, port: 0) == nil ? .name(text) : .address(text)
    }

    /// What the server is asked for; an address is never (RFC 6066 §3).
    var indication: String? {
        switch self {
        case .name(let name): name
        case .address: nil
        }
    }

    var text: String {
        switch self {
        case .name(let name): name
        case .address(let address): address
        }
    }

    /// Whether one of the names is the server's (RFC 6125 §6.4). Where curl and OpenSSL differ, it is as curl has it: a
    /// label with an underscore is one too, and a common name counts where there is neither a DNS name nor an address.
    func isNamed(by names: [CertificateName]) -> Bool {
        let isOtherwiseNamed = names.contains { name in
            switch name {
            case .dns, .address: true
            case .common: false
            }
        }
        return names.contains { name in
            switch (name, self) {
            case (.dns(let pattern), .name(let wanted)): Self.isMatch(pattern, wanted)
            case (.address(let bytes), .address(let wanted)):
                CertificateAddress.address(bytes).map { $0 == NumericHost.address(wanted, port: 0) } ?? false
            case (.common(let pattern), _): !isOtherwiseNamed && Self.isMatch(pattern, text)
            case (.dns, .address), (.address, .name): false
            }
        }
    }

    private static func isMatch(_ pattern: String, _ host: String) -> Bool {
        let (pattern, host) = (plain(pattern), plain(host))
        guard pattern.hasPrefix("*.") else { return pattern == host }
        // The star stands for one whole label, the first, and not directly below a top-level domain.
        let rest = pattern.dropFirst()
        guard rest.dropFirst().contains("."), let dot = host.firstIndex(of: ".") else { return false }
        return dot > host.startIndex && host[dot...] == rest
    }

    private static func plain(_ name: String) -> String {
        let name = name.lowercased()
        return name.hasSuffix(".") ? String(name.dropLast()) : name
    }
}
