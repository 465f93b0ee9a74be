import HTTPTypes
import NIOCore

/// Lets through calls that change something when no web page can have made them: neither one of another origin, nor
/// one that has made a name of its own mean our address (DNS rebinding).
struct HostGuard: Sendable {
    /// Names that are ours besides addresses and `localhost`, in lower case.
    let names: Set<String>

    /// Why a call is refused; nil when it is let through.
    func objection(to request: WebRequest) -> String? {
        guard let authority = request.authority, let host = Self.host(of: authority) else {
            return "the request has no Host; send the host and port that this server listens on"
        }
        guard isOurs(host) else {
            return
                "the Host \(host) is not one of this server; call it by its address, or set external_url to that name"
        }
        guard let origin = request.headers[.origin] else { return nil }
        let rest = origin.firstRange(of: "://").map { origin[$0.upperBound...] } ?? origin[...]
        guard let originHost = Self.host(of: String(rest)), isOurs(originHost) else {
            return "the request comes from the origin \(origin), which may not change anything here"
        }
        return nil
    }

    private func isOurs(_ host: String) -> Bool {
        // An address cannot be made to mean another one, as a name can.
        host == "localhost" || names.contains(host) || (try? SocketAddress(ipAddress: host, port: 0)) != nil
    }

    /// The host of `HOST[:PORT]`, in lower case and without brackets.
    static func host(of authority: String) -> String? {
        let text = authority.lowercased()
        let host =
            text.hasPrefix("[")
            ? text.dropFirst().prefix { $0 != "]" }
            : text.prefix { $0 != ":" }
        return host.isEmpty ? nil : String(host)
    }
}
