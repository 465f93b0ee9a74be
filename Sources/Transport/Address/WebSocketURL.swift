/// Where a WebSocket is: RFC 6455 §3, and `ws+unix:///path/of.sock:/ws` for local sockets.
public struct WebSocketURL: Sendable, Hashable {
    /// What is connected to.
    public enum Place: Sendable, Hashable {
        /// A name or a numeric address (IPv6 without brackets, with its zone behind a `%`), and a port.
        case host(String, port: Int)
        /// A local socket, by its absolute path.
        case unix(path: String)
    }

    /// Why a text is no such URL; tells nothing of the text, which may hold a token.
    public enum Refusal: Error, Equatable {
        /// It begins with none of the four schemes (RFC 6455 §3).
        case scheme
        /// Nothing stands where the host should.
        case noHost
        /// The host is neither a name nor an address.
        case host
        /// The host has letters beyond ASCII; its `xn--` form is wanted (RFC 5890).
        case foreignHost
        /// The port is no number from 1 to 65535.
        case port
        /// A user or a password stands before the host; the scheme has no place for them.
        case userInfo
        /// It has a fragment, which RFC 6455 §3 forbids.
        case fragment
        /// A byte in it is no visible ASCII character.
        case character
        /// No absolute path of a local socket stands in it.
        case noSocketPath
    }

    /// Whether TLS is spoken.
    public let isSecure: Bool
    /// What is connected to.
    public let place: Place
    /// Path and query as they stand in the request line; at least `/`.
    public private(set) var target: String

    /// Reads `ws://`, `wss://`, `ws+unix://` or `wss+unix://`.
    public init(_ text: String) throws(Refusal) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw URLHost.isForeign(in: text) ? .foreignHost : .character
        }
        guard !text.utf8.contains(UInt8(ascii: "#")) else { throw .fragment }
        guard let mark = text.firstRange(of: "://") else { throw .scheme }
        let rest = text[mark.upperBound...]
        switch text[..<mark.lowerBound].lowercased() {
        case "ws": (isSecure, place, target) = try Self.host(rest, defaultPort: 80, isSecure: false)
        case "wss": (isSecure, place, target) = try Self.host(rest, defaultPort: 443, isSecure: true)
        case "ws+unix": (isSecure, place, target) = try Self.socket(rest, isSecure: false)
        case "wss+unix": (isSecure, place, target) = try Self.socket(rest, isSecure: true)
        default: throw .scheme
        }
    }

    /// What stands in the Host header: the port only where it is not the scheme's own.
    public var authority: String {
        switch place {
        case .unix: return "localhost"
        case .host(let host, let port):
            // A zone means something to this machine alone (RFC 6874 §1).
            let shown = host.contains(":") ? "[\(URLHost.withoutZone(host))]" : host
            return port == (isSecure ? 443 : 80) ? shown : "\(shown):\(port)"
        }
    }

    /// What people call the server where nobody gave it a name: host and port, or the path of a local socket.
    public var label: String {
        switch place {
        case .unix(let path): path
        case .host: authority
        }
    }

    /// What the certificate of the server is for; `localhost` for a local socket.
    var host: String {
        switch place {
        case .unix: "localhost"
        case .host(let host, _): URLHost.withoutZone(host)
        }
    }

    /// `http://host:port` or `https://host:port`: what requests around the socket are made to by default. Nil for a
    /// local socket, which has none.
    public var httpOrigin: String? {
        guard case .host = place else { return nil }
        return (isSecure ? "https://" : "http://") + authority
    }

    /// The same URL with one more parameter; `value` is percent-encoded.
    public func adding(query name: String, _ value: String) -> WebSocketURL {
        var copy = self
        copy.target += (target.contains("?") ? "&" : "?") + "\(name)=\(Self.encoded(value))"
        return copy
    }

    private typealias Parts = (isSecure: Bool, place: Place, target: String)

    private static func host(
        _ text: Substring,
        defaultPort: Int,
        isSecure: Bool
    ) throws(Refusal) -> Parts {
        let end = text.firstIndex { $0 == "/" || $0 == "?" } ?? text.endIndex
        let authority = text[..<end]
        guard !authority.contains("@") else { throw .userInfo }
        let (host, rest) = try URLHost.read(authority)
        var tail = rest
        var port = defaultPort
        if !tail.isEmpty {
            tail.removeFirst()
            guard tail.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(tail),
                (1...65_535).contains(number)
            else { throw .port }
            port = number
        }
        let path = text[end...]
        return (isSecure, .host(host, port: port), path.hasPrefix("/") ? String(path) : "/" + path)
    }

    /// The path of the socket ends at the first colon behind which the path of a request stands; the query of that may
    /// have colons too.
    private static func socket(_ rest: Substring, isSecure: Bool) throws(Refusal) -> Parts {
        let colon = rest.firstRange(of: ":/")?.lowerBound ?? rest.lastIndex(of: ":") ?? rest.endIndex
        let path = rest[..<colon]
        guard path.hasPrefix("/"), path.count > 1 else { throw .noSocketPath }
        let target = rest[colon...].dropFirst()
        return (isSecure, .unix(path: String(path)), target.hasPrefix("/") ? String(target) : "/" + target)
    }

    /// `text` with everything but the unreserved characters percent-encoded.
    package static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            // The unreserved characters of RFC 3986 §2.3.
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension WebSocketURL.Refusal: CustomStringConvertible {
    /// What is wrong and what would be right.
    public var description: String {
        switch self {
        case .scheme: "does not begin with ws://, wss:// or ws+unix://"
        case .noHost: "names no host; want ws://HOST:PORT/PATH"
        case .host: "has a host that is neither a name nor an address"
        case .foreignHost: "has a host with non-ASCII letters; write it as names are looked up, xn--…"
        case .port: "has a port that is not one of 1 to 65535"
        case .userInfo: "has a user or password in it; write them under auth"
        case .fragment: "has a fragment (#…), which a WebSocket URL never has; percent-encode the #"
        case .character: "has a space, a control or a non-ASCII character in it; percent-encode it"
        case .noSocketPath: "names no socket; want ws+unix:///path/of.sock:/ws"
        }
    }
}

extension WebSocketURL: CustomStringConvertible {
    /// Without the query, which may hold a token.
    public var description: String {
        let path = target.prefix { $0 != "?" }
        switch place {
        case .unix(let socket): return "\(isSecure ? "wss" : "ws")+unix://\(socket):\(path)"
        case .host: return "\(isSecure ? "wss" : "ws")://\(authority)\(path)"
        }
    }
}
