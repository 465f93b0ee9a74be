import NIOCore

/// How an address is shown: `127.0.0.1:8000`, `[::1]:8000`.
enum PeerAddress {
    static func text(_ address: SocketAddress) -> String {
        guard let ip = address.ipAddress, let port = address.port else {
            return address.pathname.map { "unix:\($0)" } ?? "unix"
        }
        return ip.contains(":") ? "[\(ip)]:\(port)" : "\(ip):\(port)"
    }
}
