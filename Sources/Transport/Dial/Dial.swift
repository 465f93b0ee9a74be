public import HTTPTypes

/// One WebSocket to open: where, with what, and within which bounds.
///
/// ```swift
/// var dial = Dial(url: try WebSocketURL("wss://agents.example.com/ws"))
/// dial.headers[.authorization] = "Bearer …"
/// ```
public struct Dial: Sendable {
    /// Where to.
    public var url: WebSocketURL
    /// Headers of the upgrade besides those of the handshake; a Host header takes the place of the URL's own.
    public var headers: HTTPFields = [:]
    /// Offered in this order.
    public var subprotocols: [String] = []
    /// Whether an answer without one of the offered subprotocols is a failure.
    public var requiresSubprotocol = false
    /// How TLS is spoken, where the URL says `wss`.
    public var tls = TLSSettings()
    /// Which kinds of addresses may be connected to.
    public var addresses = AddressChoice.any
    /// `HOST:PORT` → numeric addresses to use instead of the name's own, as curl's `--resolve`.
    public var pinned: [String: [String]] = [:]
    /// What the session takes from the server before it says no.
    public var limits = SessionLimits.standard

    /// A dial with everything else at its default.
    public init(url: WebSocketURL) { self.url = url }
}
