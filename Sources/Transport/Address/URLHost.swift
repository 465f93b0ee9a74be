/// The host of a URL, as it is connected to.
enum URLHost {
    /// The host at the beginning of `authority`, in lower case, and what is behind it.
    ///
    /// An address of IPv6 comes without its brackets; the zone behind it as the system takes it, though URLs write it
    /// with an escaped `%` (RFC 6874 §2): `[fe80::1%25eth0]` → `fe80::1%eth0`.
    static func read(_ authority: Substring) throws(WebSocketURL.Refusal) -> (host: String, rest: Substring) {
        guard authority.hasPrefix("[") else {
            let colon = authority.firstIndex(of: ":") ?? authority.endIndex
            let host = authority[..<colon].lowercased()
            guard !host.isEmpty else { throw .noHost }
            guard HostName(host) != nil else { throw .host }
            return (host, authority[colon...])
        }
        guard let close = authority.firstIndex(of: "]") else { throw .noHost }
        let rest = authority[authority.index(after: close)...]
        guard rest.isEmpty || rest.hasPrefix(":") else { throw .port }
        let inside = authority[..<close].dropFirst()
        let mark = inside.firstIndex(of: "%") ?? inside.endIndex
        let address = inside[..<mark].lowercased()
        guard address.contains(":") else { throw .noHost }
        guard NumericHost.address(address, port: 0) != nil else { throw .host }
        guard mark < inside.endIndex else { return (address, rest) }
        // Names of interfaces are what they are, capitals included.
        let zone = inside[mark...].hasPrefix("%25") ? inside[mark...].dropFirst(3) : inside[mark...].dropFirst()
        guard !zone.isEmpty else { throw .host }
        return ("\(address)%\(zone)", rest)
    }

    /// `host` without the zone of its address: that means something to this machine alone.
    static func withoutZone(_ host: String) -> String { String(host.prefix { $0 != "%" }) }

    /// Whether what is wrong with `url` are letters in its host that are not ASCII.
    static func isForeign(in url: String) -> Bool {
        guard let mark = url.firstRange(of: "://") else { return false }
        let host = url[mark.upperBound...].prefix { !"/?#".contains($0) }
        return host.utf8.contains { $0 >= 0x80 } && host.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }
}
