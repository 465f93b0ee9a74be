import NIOCore

/// Hosts that are addresses already.
package enum NumericHost {
    /// Whether `host` is one (IPv6 without brackets).
    package static func isOne(_ host: String) -> Bool { address(host, port: 0) != nil }

    /// The address that `host` spells (IPv6 without brackets); nil when it is a name.
    static func address(_ host: String, port: Int) -> SocketAddress? {
        // What inet_pton refuses is a name; there is nothing else to know about the refusal.
        try? SocketAddress(ipAddress: host, port: port)
    }
}

extension SocketAddress {
    /// Nil for a local socket.
    var family: AddressFamily? {
        switch self {
        case .v4: .v4
        case .v6: .v6
        case .unixDomainSocket: nil
        }
    }

    /// The same address with another port.
    func at(port: Int) -> SocketAddress {
        var copy = self
        copy.port = port
        return copy
    }
}
