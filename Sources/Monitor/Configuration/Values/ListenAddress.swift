/// Where a server listens: `127.0.0.1:9555`, `[::1]:9555`, `localhost:0`.
///
/// A host has to be written: `:9555` alone would open the port to everybody, which only `0.0.0.0` says plainly.
public struct ListenAddress: Sendable, Hashable {
    /// Why a text is no such address; reads on after the text itself.
    public enum Refusal: Error, Equatable {
        case scheme
        case noHost
        case noPort
        case port
        case character
        case brackets
    }

    /// A name or a numeric address, IPv6 without brackets.
    public let host: String
    /// 0 lets the system choose a free one.
    public let port: Int

    /// `127.0.0.1:9555`, where the monitor listens when nothing else is said.
    public static let standard = ListenAddress(host: "127.0.0.1", port: 9555)

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `HOST:PORT`.
    public init(_ text: String) throws(Refusal) {
        guard !text.contains("://") else { throw .scheme }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }) else { throw .character }
        guard let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") else { throw .noPort }
        let digits = text[text.index(after: colon)...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits),
            (0...65_535).contains(port)
        else { throw .port }
        var host = text[..<colon]
        if host.hasPrefix("[") {
            guard host.hasSuffix("]"), host.count > 2 else { throw .brackets }
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            throw .brackets
        }
        guard !host.isEmpty else { throw .noHost }
        self.init(host: String(host), port: port)
    }
}

extension ListenAddress: CustomStringConvertible {
    /// As it is written in a URL: `[::1]:9555`.
    public var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}

extension ListenAddress.Refusal: CustomStringConvertible {
    /// What is wrong and what would be right.
    public var description: String {
        switch self {
        case .scheme: "is a URL; want HOST:PORT alone, like 127.0.0.1:9555"
        case .noHost: "names no host; want 127.0.0.1:PORT, or 0.0.0.0:PORT for every interface"
        case .noPort: "names no port; want HOST:PORT, like 127.0.0.1:9555"
        case .port: "has a port that is not one of 0 to 65535"
        case .character: "has a character that no address has; want HOST:PORT, like 127.0.0.1:9555"
        case .brackets: "is an IPv6 address without brackets; want [ADDRESS]:PORT, like [::1]:9555"
        }
    }
}
