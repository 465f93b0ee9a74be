public import HTTPTypes

/// A header that somebody adds to the upgrade: what is allowed, for flags and files alike.
///
/// The handshake's own are written by quintet, so that a probe breaks no handshake that it then reports as broken. `Host`
/// is allowed, as with curl: it asks for a virtual host, while names, connection and TLS stay those of the URL.
public enum OwnHeader {
    /// Why a header is not taken; reads on after its name.
    public enum Refusal: Error, Equatable {
        case name
        case ours
        case subprotocols
        case credential
        case value
        case host
        case twice
    }

    /// Headers that a request has once, or is broken.
    private static let single: Set = ["host", "authorization", "origin", "user-agent"]

    /// The name that `text` spells.
    ///
    /// - Parameter carriesToken: whether Authorization belongs to the carrier of the token.
    public static func name(_ text: String, carriesToken: Bool) throws(Refusal) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { throw .name }
        switch name.canonicalName {
        case "sec-websocket-protocol": throw .subprotocols
        case "connection", "upgrade", "content-length", "transfer-encoding", "te", "trailer", "keep-alive",
            "proxy-connection":
            throw .ours
        case "authorization" where carriesToken: throw .credential
        case let name where name.hasPrefix("sec-websocket-"): throw .ours
        case _: return name
        }
    }

    /// The header that is called `name` and says `value`, beside `others`.
    public static func field(
        _ name: HTTPField.Name,
        _ value: String,
        beside others: HTTPFields
    ) throws(Refusal) -> HTTPField {
        guard !Self.single.contains(name.canonicalName) || !others.contains(name) else { throw .twice }
        // HTTPField writes spaces for what is not allowed, and so would send something else than was asked for.
        guard HTTPField.isValidValue(value) else { throw .value }
        guard name.canonicalName != "host" || isHost(value) else { throw .host }
        return HTTPField(name: name, value: value)
    }

    private static func isHost(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && !text.contains { "/?#@\\,".contains($0) }
    }
}

extension OwnHeader.Refusal: CustomStringConvertible {
    /// What is wrong and what would be right.
    public var description: String {
        switch self {
        case .name: "is no name of a header; want letters, digits and - alone"
        case .ours: "is written by quintet itself; remove it"
        case .subprotocols: "is written by quintet itself; list what it offers as subprotocols"
        case .credential: "carries the token; remove it, or choose another carrier"
        case .value: "has a control character or a space at its edge, which no header may; remove it"
        case .host: "is no host; want HOST or HOST:PORT"
        case .twice: "is given already; keep one of the two"
        }
    }
}
