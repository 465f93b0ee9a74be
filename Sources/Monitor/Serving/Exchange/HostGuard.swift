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
        // What a browser says of itself and no script can change: a page of another port or another host asked.
        if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" {
            return "a web page of another origin made this request (Sec-Fetch-Site: \(site))"
        }
        guard let origin = request.headers[.origin] else { return nil }
        guard isOurs(origin: origin, authority: authority) else {
            return "the request comes from the origin \(origin), which may not change anything here"
        }
        return nil
    }

    /// As `objection(to:)`, and only whoever is on this machine may call; not through a proxy, which would make everybody
    /// look as if they were.
    func objection(toLocal request: WebRequest) -> String? {
        guard request.isFromLoopback else {
            return "this call is taken from the machine itself alone; make it over a loopback address"
        }
        let forwarded = [HTTPField.Name.forwarded, .xForwardedFor, .via].first { request.headers[$0] != nil }
        if let forwarded {
            return "this call is taken from the machine itself alone, and not through a proxy (\(forwarded))"
        }
        return objection(to: request)
    }

    private func isOurs(_ host: String) -> Bool {
        // An address cannot be made to mean another one, as a name can.
        host == "localhost" || names.contains(host) || Self.isAddress(host)
    }

    /// A page is ours when it came from where it calls, or under a name that is ours alone. That its host is an address
    /// or `localhost` says nothing: any server has an address, and another port is another program.
    private func isOurs(origin: String, authority: String) -> Bool {
        let rest = origin.firstRange(of: "://").map { origin[$0.upperBound...] } ?? origin[...]
        if rest.lowercased() == authority.lowercased() { return true }
        guard let host = Self.host(of: String(rest)), host != "localhost", !Self.isAddress(host) else { return false }
        return names.contains(host)
    }

    private static func isAddress(_ host: String) -> Bool {
        (try? SocketAddress(ipAddress: host, port: 0)) != nil
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
