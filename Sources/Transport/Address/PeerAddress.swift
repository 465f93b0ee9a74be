import NIOCore

/// How an address is shown: `127.0.0.1:8000`, `[::1]:8000`.
enum PeerAddress {
    /// A local socket without a path.
    static let unnamed = "unix"

    static func text(_ address: SocketAddress) -> String {
        guard let ip = address.ipAddress, let port = address.port else {
            return address.pathname.map { "unix:\($0)" } ?? unnamed
        }
        return ip.contains(":") ? "[\(ip)]:\(port)" : "\(ip):\(port)"
    }
}
