import HTTPTypes

/// What an endpoint answers.
struct WebAnswer: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: [UInt8]
    /// What comes behind the body, as it comes about; nil for an answer that is complete.
    var stream: (any WebStream)?

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

extension WebAnswer: Equatable {
    /// Whether both say the same; a stream is the same only as itself.
    static func == (left: WebAnswer, right: WebAnswer) -> Bool {
        left.status == right.status && left.headers == right.headers && left.body == right.body
            && left.stream === right.stream
    }
}
