/// What is wrong with a request that wants a WebSocket (RFC 6455 §4.2.1).
public enum UpgradeDefect: Error, Sendable, Equatable {
    /// Another method than GET; which.
    case method(String)
    /// HTTP/1.0, which cannot be upgraded (RFC 9110 §7.8).
    case oldHTTP
    /// None, or more than one.
    case host
    /// No `Connection: Upgrade`, without which the Upgrade header means nothing (RFC 9110 §7.8).
    case connection
    /// None, more than one, or not sixteen bytes in base64.
    case key
    /// What was asked for; nil when nothing was. Only 13 is spoken.
    case version(String?)
    /// A body, whose end nobody could tell from the first frame.
    case body

    /// The status to refuse it with.
    public var status: Int {
        switch self {
        case .method: 405
        case .version: 426
        case .oldHTTP, .host, .connection, .key, .body: 400
        }
    }
}

extension UpgradeDefect: CustomStringConvertible {
    /// What would be right.
    public var description: String {
        switch self {
        case .method(let method): "a WebSocket is opened with GET, not with \(String(method.unicodeScalars.prefix(16)))"
        case .oldHTTP: "HTTP/1.0 cannot be upgraded; speak HTTP/1.1"
        case .host: "exactly one Host header is wanted"
        case .connection: "Upgrade without \"Connection: Upgrade\"; a proxy may have dropped it"
        case .key: "exactly one Sec-WebSocket-Key of 16 bytes in base64 is wanted"
        case .version: "Sec-WebSocket-Version 13 is spoken here"
        case .body: "a request to open a WebSocket has no body"
        }
    }
}
