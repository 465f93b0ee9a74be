import HTTPTypes
import NIOCore

/// What an endpoint answers.
struct WebAnswer: Sendable {
    let status: Int
    var headers: HTTPFields
    let body: ByteBuffer

    init(_ status: Int, _ json: JSON, headers: HTTPFields = [:]) {
        self.init(status, body: json.bytes, type: "application/json", headers: headers)
        // Tokens and tickets stand in these answers (RFC 6749 §5.1).
        self.headers[.cacheControl] = "no-store"
    }

    init(_ status: Int, body: ByteBuffer, type: String, headers: HTTPFields = [:]) {
        self.status = status
        self.headers = headers
        self.body = body
        self.headers[.contentType] = type
    }

    /// An error for programs and, in its message, for people.
    static func problem(_ status: Int, _ error: String, _ message: String, headers: HTTPFields = [:]) -> WebAnswer {
        WebAnswer(status, ["error": .string(error), "message": .string(message)], headers: headers)
    }

    /// 401 as RFC 6750 §3 wants it.
    static func unauthorized(_ refusal: TokenRefusal?) -> WebAnswer {
        let error = refusal.map { "token_\($0.rawValue)" } ?? "no_credential"
        return problem(
            401,
            error,
            refusal?.message ?? "no bearer token was given",
            headers: [.wwwAuthenticate: refusal == nil ? "Bearer" : "Bearer error=\"invalid_token\""]
        )
    }
}
