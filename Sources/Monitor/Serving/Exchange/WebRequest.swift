import HTTPTypes

/// What an endpoint is asked, without the machinery that read it.
struct WebRequest: Sendable {
    var method = HTTPRequest.Method.get
    /// Without the query.
    var path: String
    var headers: HTTPFields = [:]
    /// The Host header: `127.0.0.1:9555`.
    var authority: String?
}
