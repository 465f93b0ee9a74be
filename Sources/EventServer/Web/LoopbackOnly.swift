import HTTPTypes
import NIOCore

/// Lets through what was asked on this machine, by a program of this machine: the server listens on loopback alone,
/// and no web page has sent it, neither from another origin nor under another name for this address (DNS rebinding).
struct LoopbackOnly: Sendable {
    /// The objection to whoever connects from elsewhere.
    static let foreignPeer = "this is answered only on loopback"

    let isListeningOnLoopback: Bool

    /// Why a request is not let through; nil when it is.
    func objection(to request: WebRequest) -> String? {
        guard isListeningOnLoopback else { return "this is answered only by a server that listens on loopback alone" }
        guard Loopback.isHome(to: request) else { return Self.foreignPeer }
        guard let authority = request.authority, Loopback.isNamed(by: authority) else {
            return "the Host header names another host"
        }
        if let origin = request.headers[.origin] {
            let host = origin.split(separator: "/").last.map(String.init) ?? ""
            guard Loopback.isNamed(by: host) else { return "the request comes from another origin" }
        }
        return nil
    }
}

/// The addresses and names of the machine itself.
enum Loopback {
    /// Whether a request came over a connection of this machine to itself. Its headers say nothing about that.
    static func isHome(to request: WebRequest) -> Bool { request.peer?.ipAddress.map(contains) ?? false }

    static func contains(_ address: String) -> Bool {
        address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
    }

    /// Whether `HOST[:PORT]` names the machine itself.
    static func isNamed(by authority: String) -> Bool {
        var host = authority.lowercased()
        if host.hasPrefix("[") {
            host = String(host.dropFirst().prefix { $0 != "]" })
        } else {
            host = String(host.prefix { $0 != ":" })
        }
        return host == "localhost" || isNumeric(host) && contains(host)
    }

    /// `127.0.0.1.evil.example` begins like an address and is a name.
    private static func isNumeric(_ host: String) -> Bool {
        host.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
        }
    }
}
