import HTTPTypes

/// What an endpoint is asked, without the machinery that read it.
struct WebRequest: Sendable {
    var method = HTTPRequest.Method.get
    /// Without the query, as it was sent: percent escapes are there still.
    var path: String
    /// What stands behind the `?`, as it was sent; nil without one.
    var query: String?
    var headers: HTTPFields = [:]
    /// The Host header: `127.0.0.1:9555`.
    var authority: String?
    /// Whether the other end of the connection is on this machine.
    var isFromLoopback = false
    /// What stands in the path where its pattern has names, decoded.
    var parameters: [String: String] = [:]
}
