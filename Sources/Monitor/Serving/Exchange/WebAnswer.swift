import HTTPTypes

/// What an endpoint answers.
struct WebAnswer: Sendable, Equatable {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: [UInt8]

    /// An answer of this type, which nobody may keep: all of it is about now.
    init(_ status: HTTPResponse.Status = .ok, type: String, body: [UInt8], headers: HTTPFields = [:]) {
        self.status = status
        self.headers = headers
        self.body = body
        self.headers[.contentType] = type
        self.headers[.cacheControl] = "no-store"
        self.headers[.xContentTypeOptions] = "nosniff"
    }

    /// A line of plain text.
    static func text(_ text: String, status: HTTPResponse.Status = .ok) -> WebAnswer {
        WebAnswer(status, type: "text/plain; charset=utf-8", body: Array("\(text)\n".utf8))
    }
}
