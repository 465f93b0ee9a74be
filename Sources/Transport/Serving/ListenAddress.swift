/// Where a server listens: `127.0.0.1:8000`, `[::1]:0`, `localhost:9555`.
public struct ListenAddress: Sendable, Hashable {
    /// A numeric address, without brackets, or `localhost`.
    public let host: String
    /// 0 lets the system choose.
    public let port: Int

    /// Any free port of 127.0.0.1.
    public static let anyLoopbackPort = ListenAddress(host: "127.0.0.1", port: 0)

    /// An address in its parts.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `HOST:PORT`; nil where a part is missing or wrong. Every interface is meant only by `0.0.0.0` or `[::]`.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        var host = text[..<colon]
        let digits = text[text.index(after: colon)...]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            guard host.contains(":") else { return nil }
        } else {
            guard !host.contains(":") else { return nil }
        }
        guard !host.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits),
            (0...65_535).contains(port), host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x2F })
        else { return nil }
        self.init(host: String(host), port: port)
    }

    /// Whether only this machine can reach it.
    public var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

    /// The host for a client on this machine: one that listens everywhere is reached on loopback.
    public var reachable: ListenAddress {
        switch host {
        case "0.0.0.0": ListenAddress(host: "127.0.0.1", port: port)
        case "::": ListenAddress(host: "::1", port: port)
        default: self
        }
    }
}

extension ListenAddress: CustomStringConvertible {
    /// `127.0.0.1:8000`, `[::1]:8000`.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
