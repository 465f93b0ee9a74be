import NIOCore
import X509

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

    /// Whether a certificate names the server (RFC 6125 §6.4). It explains why a chain was refused and accepts none.
    func isNamed(by certificate: Certificate) -> Bool {
        let names = ServerChain.names(of: certificate)
        switch self {
        case .name(let name):
            let wanted = name.lowercased()
            // A wildcard stands for exactly one label, the first.
            let wild = wanted.firstIndex(of: ".").map { "*" + wanted[$0...] }
            return names.contains { $0.lowercased() == wanted || $0.lowercased() == wild }
        case .address(let text):
            return NumericHost.address(text, port: 0).map { wanted in
                names.contains { NumericHost.address($0, port: 0) == wanted }
            } ?? false
        }
    }
}
